"""Bulk work: a workbook is received, worked through part by part by the queue, and given back.

What all kinds share stands here once. A kind brings a table, what it reads in the file, what it
does with a part, and what the result looks like.
"""
