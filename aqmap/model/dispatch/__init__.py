"""The monthly dispatch (月调度) as types: months, units, tasks, forms, remarks, ledger rows."""
