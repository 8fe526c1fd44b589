"""Mingjian 明鉴: the public credit platform of a district, under law."""
