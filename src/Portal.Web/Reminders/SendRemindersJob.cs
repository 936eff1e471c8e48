using Portal.Web.Jobs;

namespace Portal.Web.Reminders;

/// <summary>Looks every quarter of an hour for reminders that are due.</summary>
public sealed class SendRemindersJob(SendReminders reminders) : IPortalJob
{
    public const string Name = "send-reminders";

    public Task RunAsync(string subject, CancellationToken ct) => reminders.RunAsync(ct);
}
