using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;
using Portal.WorkflowNode;

namespace Portal.WebTests.Mail;

/// <summary>Two real nodes with Hangfire's workers, of which one is really killed (SIGKILL) in the middle of a round.</summary>
public sealed class ANodeThatDiesWhileItSends : MailTest
{
    private const int LeaseSeconds = 3;

    private static readonly (string, string?)[] _settings =
        [("Jobs:RunServer", "true"), ("Jobs:PollSeconds", "1"), ("Jobs:LeaseSeconds", $"{LeaseSeconds}"), ("Mail:TimeoutSeconds", "600")];

    [Fact]
    public async Task While_it_sends_the_other_leaves_the_round_alone_and_when_it_has_died_takes_it_over()
    {
        var (asked, never) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        Server.Ponders = to =>
        {
            asked.TrySetResult();
            return to == "first@x.example" ? never.Task : Task.CompletedTask;
        };
        var portal = Portal(new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        using var one = Node(_ => { }, _settings);
        await WriteAsync(portal, "first@x.example", "second@x.example");
        await portal.DoAsync(async services =>
        {
            services.GetRequiredService<JobQueue>().Request(SendMailJob.Name, SendMailJob.Name);
            await services.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(2));
        var serves = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var other = Node(line => _ = line == NodePortal.Serves && serves.TrySetResult(), _settings);
        await serves.Task.WaitAsync(TimeSpan.FromMinutes(2));

        // For longer than a lease holds that nobody renews, the other looks for work every second.
        var until = (await RoundAsync(portal)).LeaseUntil;
        await Eventually.IsTrueAsync(async () => (await RoundAsync(portal)).LeaseUntil > until + TimeSpan.FromSeconds(LeaseSeconds));
        (Server.Received.Count, Server.Connections).ShouldBe((0, 1));

        await one.KillAsync();
        await Eventually.IsTrueAsync(async () => (await RowAsync(portal, "second@x.example")).State == EmailState.Sent);
        Server.Received.Select(m => m.To).ShouldBe(["second@x.example"]);
    }

    private static Task<JobRequest> RoundAsync(TestPortal portal) => portal.WithDbAsync(db => db.Set<JobRequest>().AsNoTracking().SingleAsync(j => j.Kind == SendMailJob.Name));
}
