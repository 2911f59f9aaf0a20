"""The roads of the monthly dispatch (月调度): forms, collection, answers, drafts, releases."""
