using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Jobs;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Jobs;

public sealed class JobServerTests : JobTest
{
    private static readonly (string, string)[] Server = [("Jobs:RunServer", "true"), ("Jobs:Workers", "4"), ("Jobs:PollSeconds", "1")];

    [Fact]
    public async Task Two_servers_on_one_database_run_each_piece_of_work_once()
    {
        var subjects = Enumerable.Range(0, 60).Select(n => $"pack-{n:00}").ToArray();
        var (one, other) = (Portal(settings: Server), Portal(settings: Server));
        await RequestAsync(one, subjects[..30]);
        await Task.WhenAll(one.App.StartAsync(), other.App.StartAsync());
        await RequestAsync(other, subjects[30..]);

        await Eventually.IsTrueAsync(async () => (await RowsAsync(one)).All(j => j.State == JobState.Done));

        Script.Ran.Order().ShouldBe(subjects);
        (await RowsAsync(one)).ShouldAllBe(j => j.Attempts == 1);
    }

    [Fact]
    public async Task Work_begins_as_soon_as_it_is_saved()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Script.Does = (_, _) =>
        {
            begun.SetResult();
            return Task.CompletedTask;
        };
        var portal = Portal(settings: [("Jobs:RunServer", "true"), ("Jobs:PollSeconds", "3600")]);
        await portal.App.StartAsync();

        await RequestAsync(portal, "pack-1");

        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_portal_that_stops_puts_its_work_back_and_the_next_one_goes_on()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Script.Does = async (_, ct) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, ct);
        };
        var portal = Portal(settings: Server);
        await portal.App.StartAsync();
        await RequestAsync(portal, "pack-1");
        await begun.Task;
        await portal.App.StopAsync();

        var row = (await RowsAsync(portal)).Single();
        (row.State, row.Attempts, row.LeaseUntil, row.LastError).ShouldBe((JobState.Waiting, 0, null, null));
        Script.Does = (_, _) => Task.CompletedTask;
        (await RunDueAsync(Portal())).ShouldBe(1);
    }

    [Fact]
    public async Task A_process_without_a_server_leaves_the_work_to_others()
    {
        var portal = Portal();
        await portal.App.StartAsync();
        await RequestAsync(portal, "pack-1");

        portal.App.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>()
            .ShouldNotContain(s => s.GetType().Namespace!.StartsWith("Hangfire", StringComparison.Ordinal) || s.GetType().Name == "JobPump");
        (await RowsAsync(portal)).Single().LeaseUntil.ShouldBeNull();
    }

    [Fact]
    public async Task The_recurring_jobs_are_those_of_the_features()
    {
        var portal = Portal(settings: Server);
        await portal.App.StartAsync();

        using var connection = portal.App.Services.GetRequiredService<JobStorage>().GetConnection();
        connection.GetRecurringJobs().Where(j => j.Id != ScriptedJob.Round).Select(j => (j.Id, j.Cron, j.TimeZoneId)).OrderBy(j => j.Id)
            .ShouldBe([("check-cases", "*/15 * * * *", "Europe/London"), ("fire-timers", "* * * * *", "Europe/London"), ("forget-address-changes", "30 3 * * *", "Europe/London"), ("send-mail", "* * * * *", "Europe/London"), ("send-reminders", "*/15 * * * *", "Europe/London"), ("verify-audit", "10 4 * * *", "Europe/London")]);
    }

    [Fact]
    public async Task A_portal_that_has_gone_does_not_trouble_another_in_the_same_process()
    {
        var gone = Portal(settings: Server);
        await gone.App.StartAsync();
        await gone.App.StopAsync();
        await gone.DisposeAsync();

        var next = Portal(settings: Server);
        await next.App.StartAsync();
        await RequestAsync(next, "pack-1");

        await Eventually.IsTrueAsync(async () => (await RowsAsync(next)).Single().State == JobState.Done);
        next.App.Services.GetRequiredService<JobStorage>().ShouldNotBeSameAs(Portal(settings: Server).App.Services.GetRequiredService<JobStorage>());
    }

    [Theory]
    [InlineData("Jobs:MaxAttempts", "0")]
    [InlineData("Jobs:LeaseSeconds", "1")]
    public void Settings_that_make_no_sense_are_refused_at_start(string key, string value) =>
        Should.Throw<InvalidOperationException>(() => Portal(settings: (key, value))).Message.ShouldContain("Jobs");
}
