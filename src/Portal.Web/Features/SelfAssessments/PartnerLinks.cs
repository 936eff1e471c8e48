using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Frameworks;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>For whom a link is.</summary>
/// <param name="Name">Their name, under which they write.</param>
/// <param name="Email">Where the link is sent.</param>
/// <param name="Until">The last day on which it can be used.</param>
public sealed record PartnerInvitation(string Name, string Email, DateOnly Until);

/// <summary>Lets one person of a partner agency without an account do one assignment: by a link that is sent, used once, and can be taken back.</summary>
public sealed class PartnerLinks(
    PortalDbContext db, LinksOfAnybody links, FrameworkLibrary frameworks, DecideOnArea areas, RecordCaveat caveats, TaskCompletion tasks, Posts posts, TellHolders tell, Outbox outbox, PortalAddress portal,
    AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>A link may lie in a mailbox for a month at most.</summary>
    public const int MostDays = 31;

    /// <summary>Makes a link and sends it. The token stands in the mail alone.</summary>
    /// <param name="id">The self-assessment.</param>
    /// <param name="about">The criterion's id or the judgement's code that was assigned.</param>
    /// <param name="to">For whom.</param>
    /// <param name="ct">Cancels.</param>
    public Task IssueAsync(Id<SelfAssessment> id, string about, PartnerInvitation to, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
        RequireRuns(assessment);
        if (to.Until > clock.Today().AddDays(MostDays))
        {
            throw new RuleBroken("partner-link.too-long", $"The last day must be within {MostDays} days.", nameof(to.Until));
        }

        var subject = CommentSubject.Find(await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct), about) ?? throw new NotFound();
        var (area, criterion) = (subject.Area.Code, subject.Criterion?.Id);
        var assignment = await db.Assignments.Where(a => a.SelfAssessmentId == id && a.JudgementCode == area && a.CriterionId == criterion).FirstOr404Async(ct);
        var agency = await db.Posts.Where(p => p.Id == assignment.PostId).SingleAsync(ct);
        if (agency.Role != PostRole.Contributor)
        {
            throw new RuleBroken("partner-link.no-partner", "A link is for partner agencies. This is assigned to a post of your own.");
        }

        var person = await PersonAsync(to, ct);
        var token = SecretToken.New();
        var link = PartnerLink.Issue(assessment, assignment, person, SecretToken.HashOf(token), UkTime.StartOf(to.Until.AddDays(1)), me.Id, clock.UtcNow());
        db.PartnerLinks.Add(link);
        var body = await db.Bodies.Where(b => b.Id == assessment.BodyId).Select(b => b.Name).SingleAsync(ct);
        outbox.Write(
            person, MailKind.Notice, $"{body} asks you for a part of its self-assessment",
            $"""
            Dear {person.Name},

            {me.Person.Name} asks {agency.Title} for “{subject.Title}” in the self-assessment of {body}, by {assignment.DueOn.Words()}.
            You need no account. This link is for you alone, opens the portal once, and is valid until {to.Until.Words()}:

            {MailSeal.Words}

            You have four hours from then on; what you save is kept. If you need more time, ask {me.Person.Name} for another link.
            """,
            $"partner-link:{link.Id}",
            MailAbout.Of(assessment.BodyId, assessment.Id),
            portal.Of($"{GuestSession.Root}/open/{token}"));
        audit.Record(assessment.BodyId, "partner-link-issued", assessment.Id, $"{subject.Code} for {person.Name}, {agency.Title}, until {to.Until.Words()}");
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Takes a link back.</summary>
    public Task RevokeAsync(Id<PartnerLink> id, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var link = await db.PartnerLinks.Where(l => l.Id == id).FirstOr404Async(ct);
        RequireRuns(await db.SelfAssessments.Where(a => a.Id == link.SelfAssessmentId).FirstOr404Async(ct));
        link.Revoke(me.Id, clock.UtcNow());
        var name = await db.People.Where(p => p.Id == link.PersonId).Select(p => p.Name).SingleAsync(ct);
        audit.Record(link.BodyId, "partner-link-revoked", link.SelfAssessmentId, $"{link.CriterionId ?? link.JudgementCode} for {name}");
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Why a token opens nothing, in words for whoever holds it; null while it can be used. Changes nothing: mail scanners open links before their readers do.</summary>
    public async Task<string?> WhyNotAsync(string token, CancellationToken ct) =>
        await links.OfTokenAsync(SecretToken.HashOf(token), ct) is not { } link ? "This link is not known here." : await links.IsAssignedAsync(link, ct) ? link.WhyNot(clock.UtcNow()) : "This link was taken back.";

    /// <summary>Uses a token.</summary>
    /// <returns>The link whose session is open from now on.</returns>
    /// <exception cref="RuleBroken">It opens nothing.</exception>
    public Task<PartnerLink> UseAsync(string token, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        if (await links.OfTokenAsync(SecretToken.HashOf(token), ct) is not { } link || !await links.IsAssignedAsync(link, ct))
        {
            throw new RuleBroken("partner-link.unusable", "This link opens nothing.");
        }

        link.Use(clock.UtcNow());
        await me.BecomeGuestAsync(link, ct);
        audit.Record(link.BodyId, "partner-link-used", link.SelfAssessmentId, link.CriterionId ?? link.JudgementCode);
        await db.SaveChangesAsync(ct);
        return link;
    });

    /// <summary>Submits the part that the present guest was asked for, with a caveat or dissent where there is one, and ends their session.</summary>
    /// <param name="kind">Caveat or dissent.</param>
    /// <param name="caveat">What is said in it; empty for none.</param>
    /// <param name="ct">Cancels.</param>
    public Task SubmitPartAsync(CaveatKind kind, string? caveat, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var guest = me.Guest ?? throw new Forbidden("This is for whoever came by a link.");
        var link = await db.PartnerLinks.Where(l => l.Id == guest.Id).FirstOr404Async(ct);
        var assessment = await db.SelfAssessments.Where(a => a.Id == link.SelfAssessmentId).FirstOr404Async(ct);
        assessment.RequireOpenForWriting();
        link.Submit(clock.UtcNow());
        if (!string.IsNullOrWhiteSpace(caveat))
        {
            await caveats.MakeWithinAsync(assessment.Id, kind, link.CriterionId ?? link.JudgementCode, caveat, ct);
        }

        await (link.CriterionId is { } criterion ? EndTaskAsync(assessment, link, criterion, ct) : SubmitAreaAsync(link, ct));
        audit.Record(link.BodyId, "part-submitted", link.SelfAssessmentId, link.CriterionId ?? link.JudgementCode);
        await db.SaveChangesAsync(ct);
    });

    private async Task SubmitAreaAsync(PartnerLink link, CancellationToken ct)
    {
        if (await db.AreaProgress.Where(p => p.SelfAssessmentId == link.SelfAssessmentId && p.JudgementCode == link.JudgementCode)
            .Select(p => p.Status).FirstOrDefaultAsync(ct) is AreaStatus.InProgress or AreaStatus.ChangesRequested)
        {
            await areas.SubmitWithinAsync(link.SelfAssessmentId, link.JudgementCode, ct);
        }
    }

    private async Task EndTaskAsync(SelfAssessment assessment, PartnerLink link, string criterion, CancellationToken ct)
    {
        var path = $"/self-assessments/answer/{assessment.Id}/{criterion}";
        if (await db.Tasks.AnyAsync(t => t.SelfAssessmentId == assessment.Id && t.SubjectUrl == path && t.PostId == link.PostId && t.State == TaskState.Open, ct))
        {
            await tasks.EndAsync(assessment, path, t => t.PostId == link.PostId, "Done", null, ct);
        }

        var body = await db.Bodies.Where(b => b.Id == assessment.BodyId).Select(b => b.Name).SingleAsync(ct);
        await tell.OfAsync(
            await posts.FindAsync("board-manager", assessment, ct), $"{body}: a partner submitted its part",
            $"{me.Person.Name} submitted {criterion} by the link that was sent.", path, $"part-submitted:{link.Id}", assessment, ct);
    }

    private void RequireRuns(SelfAssessment assessment) =>
        CurrentPerson.Require(me.Runs(assessment.BodyId), "Only those who run the self-assessment send links to partners.");

    private async Task<Person> PersonAsync(PartnerInvitation to, CancellationToken ct)
    {
        var email = to.Email.Trim();
        var normalised = email.ToUpperInvariant();
        if (await db.Users.AnyAsync(u => u.NormalizedEmail == normalised, ct))
        {
            throw new RuleBroken("partner-link.account", "Whoever has this address signs in with an account. Give the work to a post they hold.", nameof(to.Email));
        }

        var known = db.People.Local.FirstOrDefault(p => string.Equals(p.Email, email, StringComparison.OrdinalIgnoreCase)) ?? await db.People.FirstOrDefaultAsync(p => p.Email == email, ct);
        if (known is null)
        {
            known = Person.Named(to.Name, email);
            db.People.Add(known);
        }

        return known;
    }
}
