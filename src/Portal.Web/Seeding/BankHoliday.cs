namespace Portal.Web.Seeding;

/// <summary>A bank holiday of England.</summary>
public sealed record BankHoliday(DateOnly Date, string Title);
