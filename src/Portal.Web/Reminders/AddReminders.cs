using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Domain.Reminders;
using Portal.Web.Jobs;
using Portal.Web.Seeding;

namespace Portal.Web.Reminders;

/// <summary>Wires the reminders of tasks.</summary>
public static class RemindersRegistration
{
    public static WebApplicationBuilder AddReminders(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Reminders").Get<ReminderOptions>() ?? new ReminderOptions();
        _ = options.Settings;
        builder.Services.AddSingleton(options);
        builder.Services.TryAddSingleton(_ => new WorkingDays(
            BankHolidaysFile.Read(Path.Combine(AppContext.BaseDirectory, "seed-data", "bank-holidays.england.csv")).Select(h => h.Date)));
        builder.Services.AddScoped<SendReminders>();
        builder.Services.AddRecurringJob<SendRemindersJob>(SendRemindersJob.Name, "*/15 * * * *");
        return builder;
    }
}
