"""Lapor: blank spots from "no signal here" to the receipt, my reports, what villages reported."""
