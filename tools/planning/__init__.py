"""Tools that plan: whom for, a program, today's session, adaptations, proposals, check-ins."""
