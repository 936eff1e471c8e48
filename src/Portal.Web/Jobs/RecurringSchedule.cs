using Hangfire;
using Hangfire.Storage;

namespace Portal.Web.Jobs;

/// <summary>Tells Hangfire at start which jobs come round by the clock, and lets it forget those that no longer exist.</summary>
internal sealed class RecurringSchedule(JobStorage storage, IRecurringJobManager hangfire, IEnumerable<RecurringJob> jobs) : IHostedService
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var known = jobs.ToDictionary(j => j.Name);
        using (var connection = storage.GetConnection())
        {
            foreach (var former in connection.GetRecurringJobs().Where(j => !known.ContainsKey(j.Id)))
            {
                hangfire.RemoveIfExists(former.Id);
            }
        }

        foreach (var job in known.Values)
        {
            hangfire.AddOrUpdate<RecurringWork>(
                job.Name, work => work.RunAsync(job.Name, CancellationToken.None), job.Cron, new RecurringJobOptions { TimeZone = London });
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
