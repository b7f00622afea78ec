"""Officers: accounts, sign-in, rights by agency, the desk at /staff, and what they did."""
