// An address without a language leads to the page in Vietnamese, at the same place of it.
location.replace(document.querySelector("link[rel=canonical]").href + location.search + location.hash);
