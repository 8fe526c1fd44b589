"""Service of decisions (送达登记): which wait for it, many answered at once, corrections."""
