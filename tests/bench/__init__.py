"""Figures of docs/performance.md. Each module has `run`, which returns pairs of a label and a figure."""
