"""Batch checks: a workbook of codes in, the same workbook with the answers out."""
