namespace Portal.Web.Seeding;

/// <summary>Where the data that comes with the portal lies: beside the program.</summary>
public static class SeedFolder
{
    public static string Frameworks => Path.Combine(AppContext.BaseDirectory, "seed-data", "frameworks");

    public static string Authorities => Path.Combine(AppContext.BaseDirectory, "seed-data", "authorities.csv");

    public static string BankHolidays => Path.Combine(AppContext.BaseDirectory, "seed-data", "bank-holidays.json");

    public static string LanguageRules => Path.Combine(AppContext.BaseDirectory, "seed-data", "language-rules.json");

    public static string AnnexAQuestions => Path.Combine(AppContext.BaseDirectory, "seed-data", "annex-a-questions.json");

    public static string PersonalDataRules => Path.Combine(AppContext.BaseDirectory, "seed-data", "personal-data-rules.json");

    public static string ReminderRules => Path.Combine(AppContext.BaseDirectory, "seed-data", "reminder-rules.json");

    public static string Workflows => Path.Combine(AppContext.BaseDirectory, "workflows");
}
