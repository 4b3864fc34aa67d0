"""What both doors' pages share: a unit of work a request, who may what, cookies, uploads, faults."""
