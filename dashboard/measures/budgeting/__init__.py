"""What budgets come to: amounts of periods by the day, what goes over, where each stands, and which do not fit."""
