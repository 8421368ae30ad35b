"""Kernels that start at once: forked from a process that has already loaded what notebooks need.

:mod:`~chiso.kernels.server` is that process, :mod:`~chiso.kernels.warm` starts and stops it, and
:mod:`~chiso.kernels.provisioner` lets any Jupyter client start kernels from it. Needs nothing of chiso but
temporary folders.
"""
