"""The scores of one edition as a table, units down and codes across: those that the changes have."""

from __future__ import annotations

import pandas as pd


def scores(changes: pd.DataFrame, index: str, *, earlier: bool = False) -> pd.DataFrame:
    """Return the scores of the index year, or of the earlier one, by unit and by the code of the index year.

    Parameters
    ----------
    changes
        A frame of :func:`chiso.changes`.
    index
        The id of the index.
    earlier
        Whether to return those of the earlier year, under the codes that their meanings have in the index year.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``unit_code``, a column a code; missing where a score is not known.
    """
    rows = changes[changes["index"] == index]
    column = "previous_value" if earlier else "value"
    return rows.set_index(["unit_code", "code"])[column].unstack()  # noqa: PD010 - pivot_table would aggregate
