using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.Tasks;
using Portal.Web.Mail;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Matters;

/// <summary>What tests of matters ask and do.</summary>
public abstract class MatterTest(PortalFixture portal) : PortalTest(portal)
{
    protected const string Health = "samuel.okafor";
    protected const string Lead = "ruth.bannister";

    protected Task<Matter> MatterAsync(Id<Matter> id) => Portal.ReadAsync(db => db.Matters.AsNoTracking().SingleAsync(m => m.Id == id));

    /// <summary>Who is asked what, and by when.</summary>
    protected Task<IReadOnlyList<(string Post, string Title, DateOnly? DueOn)>> AskedAsync(Id<Matter> id) => Portal.ReadAsync<IReadOnlyList<(string, string, DateOnly?)>>(async db => (await db.Tasks
        .Where(t => t.MatterId == id && t.State == TaskState.Open).OrderBy(t => t.CreatedAt).ThenBy(t => t.Title)
        .Join(db.Posts, t => t.PostId, p => p.Id, (t, p) => new { Post = p.Title, t.Title, t.DueOn }).ToListAsync()).ConvertAll(t => (t.Post, t.Title, t.DueOn)));

    /// <summary>The moments at which the process goes on by itself.</summary>
    protected Task<IReadOnlyList<DateTime>> TimersAsync(Id<Matter> id) => Portal.ReadAsync<IReadOnlyList<DateTime>>(async db => await db.Set<WorkflowBookmark>()
        .Where(b => b.DueAt != null && db.Set<WorkflowInstance>().Any(i => i.Id == b.InstanceId && i.MatterId == id)).OrderBy(b => b.DueAt).Select(b => b.DueAt!.Value).ToListAsync());

    protected Task<IReadOnlyList<OutgoingEmail>> MailsAsync(string about) => Portal.ReadAsync<IReadOnlyList<OutgoingEmail>>(async db => await db.Set<OutgoingEmail>().AsNoTracking().Where(m => m.Subject.Contains(about)).OrderBy(m => m.Name).ToListAsync());

    /// <summary>The clock comes to a moment, and the timers that are due then ring.</summary>
    protected async Task ItBecomesAsync(DateTime utc)
    {
        Portal.Clock.AdjustTime(new DateTimeOffset(utc, TimeSpan.Zero));
        await Portal.AsPortalAsync(s => s.GetRequiredService<FireTimers>().RunAsync(default));
    }

    /// <summary>Signed in afresh, because time has gone by.</summary>
    protected Task<Visitor> NowAs(string who) => PortalFixture.SignInAsync(Portal.Host, who);
}
