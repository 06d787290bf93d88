"""Money: versions of the budget, payments, the grant ledger, shares of objectives, and tables of them."""
