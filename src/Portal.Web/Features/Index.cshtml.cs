using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Inbox;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features;

/// <summary>Where a person starts: what is due from them, what is in progress, and the ways on.</summary>
[Authorize(Policies.SignedIn)]
public sealed class IndexModel(PortalDbContext db, CurrentPerson me, WorkingCalendars calendars, TimeProvider clock, IAuthorizationService authorization) : PortalPage
{
    public DateOnly Today { get; } = clock.Today();

    public WorkingCalendars Calendars => calendars;

    public string Name { get; private set; } = "";

    /// <summary>The posts held, each with its body, in words.</summary>
    public string Posts { get; private set; } = "";

    public IReadOnlyList<OpenTask> Due { get; private set; } = [];

    public int DueInAll { get; private set; }

    /// <summary>True for those who hold a post in a board or an authority.</summary>
    public bool InAssessedBody { get; private set; }

    /// <summary>True for those who may open a self-assessment.</summary>
    public bool RunsOne { get; private set; }

    public IReadOnlyList<Running> InProgress { get; private set; } = [];

    public IReadOnlyList<WayOn> WaysOn { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Name = me.Person.Name;
        Posts = string.Join("; ", me.Posts.Select(p => $"{p.Title}, {p.BodyName}"));
        var posts = me.Posts.Select(p => p.Id).ToList();
        var due = db.AsOpen(db.Tasks.Where(t => posts.Contains(t.PostId)));
        DueInAll = await due.CountAsync(ct);
        Due = await due.Take(5).ToListAsync(ct);

        InAssessedBody = (await authorization.AuthorizeAsync(User, Policies.AssessedBody)).Succeeded;
        RunsOne = me.Posts.Any(p => me.Runs(p.BodyId));
        if (InAssessedBody)
        {
            InProgress = await db.SelfAssessments
                .Where(a => a.Status == SelfAssessmentStatus.InProgress || a.Status == SelfAssessmentStatus.AwaitingSignatures)
                .OrderBy(a => a.SubmissionDate).ThenBy(a => a.Id)
                .Select(a => new Running(
                    a.Id, db.Bodies.Where(b => b.Id == a.BodyId).Select(b => b.Name).First(), a.PeriodFrom, a.PeriodTo, a.Status, a.SubmissionDate))
                .Take(20).ToListAsync(ct);
        }

        WaysOn = [.. Offered()];
        return null;
    }

    /// <summary>The sections of the posts held, and the frameworks, which are for everybody.</summary>
    private IEnumerable<WayOn> Offered()
    {
        if (me.Holds(PostRole.LeadInspector) || me.Holds(PostRole.Inspector) || me.Holds(PostRole.QualityAssuranceLead))
        {
            yield return new WayOn("Reviews", "/reviews", "Evidence packs handed over to your reviews");
        }

        if (me.Holds(PostRole.ReviewAdministrator))
        {
            yield return new WayOn("Teams of reviews", "/reviews", "Who is in the teams of your body’s reviews");
        }

        if (me.Holds(PostRole.Administrator))
        {
            yield return new WayOn("Administration", "/administration", "Background work, mail and the running of processes");
        }

        yield return new WayOn("Frameworks", "/frameworks", "Criteria and grade descriptors that self-assessments answer");
    }

    /// <summary>A self-assessment that is not submitted yet.</summary>
    public sealed record Running(
        Id<SelfAssessment> Id, string Body, DateOnly PeriodFrom, DateOnly PeriodTo, SelfAssessmentStatus Status, DateOnly SubmissionDate);

    /// <summary>A link with a line that says what is behind it.</summary>
    public sealed record WayOn(string Text, string Address, string Hint);
}
