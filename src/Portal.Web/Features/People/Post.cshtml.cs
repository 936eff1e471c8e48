using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.People;

/// <summary>One post: who holds it, who stands in, what is planned and what was changed.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class PostModel(PortalDbContext db, ChangePost change, CurrentPerson me, TimeProvider clock) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Post> Id { get; set; }

    public string Title { get; private set; } = "";

    public PostRole Role { get; private set; }

    public string BodyName { get; private set; } = "";

    public bool MayHandOver { get; private set; }

    public bool MayNameDeputy { get; private set; }

    public IReadOnlyList<Holder> Holders { get; private set; } = [];

    public IReadOnlyList<Deputy> Deputies { get; private set; } = [];

    public Planned? Plan { get; private set; }

    public IReadOnlyList<Change> Changes { get; private set; } = [];

    public DateOnly Today { get; } = clock.Today();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostCallOffAsync(CancellationToken ct)
    {
        await change.CallOffAsync(Id, ct);
        Notice("The post stays with its present holder.");
        return Go("Post", new { id = Id });
    }

    public async Task<IActionResult> OnPostEndDeputyAsync(Id<PostDeputy> deputy, CancellationToken ct)
    {
        await change.EndDeputyAsync(Id, deputy, ct);
        Notice("They no longer stand in.");
        return Go("Post", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var post = await db.Posts.Where(p => p.Id == Id)
            .Join(db.Bodies, p => p.BodyId, b => b.Id, (p, b) => new { p.Title, p.Role, p.BodyId, Body = b.Name }).FirstOr404Async(ct);
        if (me.Posts.All(p => p.BodyId != post.BodyId))
        {
            return NotFound();
        }

        (Title, Role, BodyName) = (post.Title, post.Role, post.Body);
        (MayHandOver, MayNameDeputy) = (change.MayHandOver(post.BodyId), change.MayNameDeputy(Id, post.BodyId));
        var runs = me.Runs(post.BodyId);
        Holders = await db.Set<PostHolding>().Where(h => h.PostId == Id).OrderByDescending(h => h.From)
            .Join(db.People, h => h.PersonId, p => p.Id, (h, p) => new Holder(
                p.Name, h.From, h.Until, runs && h.Until == null ? db.FailingMails().Where(f => f.PersonId == p.Id).OrderByDescending(f => f.FailedAt).Select(f => f.Report ?? f.ServerAnswer ?? "").FirstOrDefault() : null))
            .Take(100).ToListAsync(ct);
        Deputies = await db.Set<PostDeputy>().Where(d => d.PostId == Id).OrderByDescending(d => d.From).ThenByDescending(d => d.Id)
            .Join(db.People, d => d.PersonId, p => p.Id, (d, p) => new Deputy(d.Id, p.Name, d.From, d.Until, d.EndedAt)).Take(100).ToListAsync(ct);
        Plan = await db.Set<Handover>().Where(h => h.PostId == Id && h.DoneAt == null && h.CalledOffAt == null)
            .Join(db.People, h => h.PersonId, p => p.Id, (h, p) => new Planned(p.Name, h.On, h.Reason)).FirstOrDefaultAsync(ct);
        var subject = Id.ToString();
        Changes = MayHandOver
            ? await (
                from entry in db.Set<AuditEntry>()
                where entry.Subject == subject
                join person in db.People on entry.PersonId equals (Id<Person>?)person.Id into people
                from who in people.DefaultIfEmpty()
                orderby entry.At descending, entry.Id descending
                select new Change(entry.At, who == null ? "The portal" : who.Name, entry.Action, entry.Reason)).Take(50).ToListAsync(ct)
            : [];
        return null;
    }

    /// <param name="Name">Who.</param>
    /// <param name="From">Since when.</param>
    /// <param name="Until">Until when; null at present.</param>
    /// <param name="Failing">For those who run the body, what was said when mail to the present holder did not arrive; null while it arrives.</param>
    public sealed record Holder(string Name, DateTime From, DateTime? Until, string? Failing);

    public sealed record Deputy(Id<PostDeputy> Id, string Name, DateOnly From, DateOnly Until, DateTime? EndedAt)
    {
        public bool IsOver(DateOnly today) => EndedAt is not null || Until < today;
    }

    public sealed record Planned(string Name, DateOnly On, string Reason);

    public sealed record Change(DateTime At, string Who, string Action, string? Reason)
    {
        public string Did => Action switch
        {
            "post-handover-planned" => "planned a handover",
            "post-handover-called-off" => "called the handover off",
            "post-handed-over" => "handed the post over",
            "deputy-named" => "named a deputy",
            "deputy-ended" => "ended a deputy’s time",
            _ => Action,
        };
    }
}
