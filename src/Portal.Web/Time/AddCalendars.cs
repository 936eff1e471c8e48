using Portal.Web.Seeding;

namespace Portal.Web.Time;

/// <summary>Wires the working days of the nations.</summary>
public static class CalendarsRegistration
{
    public static IServiceCollection AddCalendars(this IServiceCollection services)
    {
        services.AddSingleton(_ => BankHolidayListsFile.Read(SeedFolder.BankHolidays))
            .AddSingleton(s => BankHolidayListsFile.Calendars(s.GetRequiredService<IReadOnlyList<BankHolidayList>>()))
            .AddSingleton<BodyCalendars>()
            .AddHealthChecks().AddCheck<CalendarHealth>("bank holidays");
        return services;
    }
}
