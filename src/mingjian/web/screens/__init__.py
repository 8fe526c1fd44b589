"""The views, one module per page or two: parameters in, one verb, a page out."""
