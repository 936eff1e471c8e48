using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Web.Frameworks;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Seeding;
using Portal.Web.Time;

namespace Portal.Web.Reminders;

/// <summary>Wires the reminders of tasks.</summary>
public static class RemindersRegistration
{
    private static readonly string[] _moved = ["DaysBefore", "OnTheDay", "EveryDaysAfter", "From", "Until"];

    /// <exception cref="SeedFileRefused">The schedules have faults.</exception>
    /// <exception cref="InvalidOperationException">Configuration says what the schedules say now.</exception>
    public static WebApplicationBuilder AddReminders(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Reminders");
        if (_moved.FirstOrDefault(key => section.GetSection(key).Exists()) is { } moved)
        {
            throw new InvalidOperationException($"Configuration Reminders:{moved} is no longer read: write it into the file of schedules (seed-data/reminder-rules.json, or the one that Reminders:Rules names).");
        }

        builder.Services.AddCalendars();
        builder.Services.AddSingleton(ReminderRulesFile.Read(section["Rules"] is { Length: > 0 } own ? own : SeedFolder.ReminderRules));
        builder.Services.TryAddSingleton<FrameworkCache>();
        builder.Services.TryAddScoped<FrameworkLibrary>();
        builder.Services.AddScoped<BodiesAtWork>().AddScoped<Oversight>().AddScoped<SendReminders>().AddScoped<IMailBounds, RoutineBounds>();
        builder.Services.AddRecurringJob<SendRemindersJob>(SendRemindersJob.Name, "*/15 * * * *");
        return builder;
    }
}
