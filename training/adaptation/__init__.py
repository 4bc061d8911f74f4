"""What changes a plan: readiness, fatigue, pain, gaps, illness, feedback, plateaus, deloads, check-ins."""
