using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Sending a partner without an account a link to one assignment, seeing which were sent, and taking one back.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class InviteModel(PortalDbContext db, AssessmentReader reader, PartnerLinks links, TimeProvider clock) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    /// <summary>The criterion's id or the judgement's code that was assigned.</summary>
    [BindProperty(SupportsGet = true)]
    public string Subject { get; set; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    public ShownAssessment Shown { get; private set; } = null!;

    public CommentSubject About { get; private set; } = null!;

    /// <summary>The agency that has the assignment; null where nobody or a post of the body's own has it.</summary>
    public string? Agency { get; private set; }

    public DateOnly? DueOn { get; private set; }

    public IReadOnlyList<Row> Links { get; private set; } = [];

    public void OnGet() => Input = new Form { Until = clock.Today().AddDays(14) };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await links.IssueAsync(Id, About.Code, new PartnerInvitation(Input.Name!.Trim(), Input.Email!.Trim(), Input.Until!.Value), ct);
        Notice($"The link is on its way to {Input.Name.Trim()}. It can be used once, until {Input.Until.Value.Words()}.");
        return Go("Invite", new { id = Id, subject = About.Code });
    }

    public async Task<IActionResult> OnPostRevokeAsync(Id<PartnerLink> link, CancellationToken ct)
    {
        await links.RevokeAsync(link, ct);
        Notice("The link is taken back. Nobody can use it any more.");
        return Go("Invite", new { id = Id, subject = About.Code });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        CurrentPerson.Require(Shown.Runs, "Only those who run the self-assessment send links to partners.");
        if (CommentSubject.Find(Shown.Framework, Subject) is not { } about)
        {
            return NotFound();
        }

        About = about;
        var (area, criterion) = (about.Area.Code, about.Criterion?.Id);
        var given = await db.Assignments.Where(a => a.SelfAssessmentId == Id && a.JudgementCode == area && a.CriterionId == criterion)
            .Join(db.Posts, a => a.PostId, p => p.Id, (a, p) => new { p.Title, p.Role, a.DueOn }).FirstOrDefaultAsync(ct);
        if (given is { Role: PostRole.Contributor })
        {
            (Agency, DueOn) = (given.Title, given.DueOn);
        }

        var now = clock.UtcNow();
        Links = (await db.PartnerLinks.AsNoTracking().Where(l => l.SelfAssessmentId == Id && l.JudgementCode == area && l.CriterionId == criterion)
                .OrderByDescending(l => l.IssuedAt).ThenByDescending(l => l.Id).Take(50)
                .Select(l => new
                {
                    Link = l,
                    For = db.People.Where(p => p.Id == l.PersonId).Select(p => p.Name).First(),
                    By = db.People.Where(p => p.Id == l.IssuedBy).Select(p => p.Name).First(),
                }).ToListAsync(ct))
            .ConvertAll(l => new Row(l.Link.Id, l.For, l.By, l.Link.IssuedAt, StateOf(l.Link, now), l.Link.SubmittedAt is null && l.Link.RevokedAt is null && (l.Link.WhyNot(now) is null || l.Link.IsSessionOpen(now))));
        return null;
    }

    private static string StateOf(PartnerLink link, DateTime now) => link switch
    {
        { SubmittedAt: { } submitted } => $"Part submitted {submitted.Words()}",
        { RevokedAt: { } revoked } => $"Taken back {revoked.Words()}",
        { UsedAt: { } used } => link.IsSessionOpen(now) ? $"Being used since {used.Words()}" : $"Used {used.Words()}, nothing submitted",
        _ when now >= link.ExpiresAt => "No longer valid",
        _ => $"Not used yet, valid until {UkTime.LastDayBefore(link.ExpiresAt).Words()}",
    };

    /// <summary>A link that was sent.</summary>
    /// <param name="CanBeTakenBack">Whether it opens anything still.</param>
    public sealed record Row(Id<PartnerLink> Id, string For, string By, DateTime At, string State, bool CanBeTakenBack);

    public sealed record Form
    {
        public string? Name { get; init; }

        public string? Email { get; init; }

        [Display(Name = "Last day")]
        public DateOnly? Until { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Name).NamesSomebody();
            RuleFor(f => f.Email).IsAnEmailAddress();
            RuleFor(f => f.Until).NotNull().WithMessage("Enter the last day on which the link can be used");
        }
    }
}
