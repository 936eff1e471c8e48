using Portal.Web.Jobs;
using Portal.Web.Time;

namespace Portal.Web.Reminders;

/// <summary>Wires the reminders of tasks.</summary>
public static class RemindersRegistration
{
    public static WebApplicationBuilder AddReminders(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Reminders").Get<ReminderOptions>() ?? new ReminderOptions();
        _ = options.Settings;
        builder.Services.AddSingleton(options);
        builder.Services.AddCalendars();
        builder.Services.AddScoped<SendReminders>();
        builder.Services.AddRecurringJob<SendRemindersJob>(SendRemindersJob.Name, "*/15 * * * *");
        return builder;
    }
}
