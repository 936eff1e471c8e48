using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Reviews;

/// <summary>Takes people of the review body into the team of a review and out of it; whoever leads the review decides, and the administrator of the review body.</summary>
public sealed class ChangeTeam(PortalDbContext db, Outbox outbox, PortalAddress portal, AuditTrail audit, CurrentPerson me)
{
    /// <summary>Those who hold a post of the review body from which one reviews, and are not in the team, with the role of their post.</summary>
    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(Id<Review> id, CancellationToken ct)
    {
        var body = (await RequireMakerAsync(id, ct)).BodyId;
        var roles = Policies.Roles[Policies.ReviewTeam];
        var found = await db.Posts.Where(p => p.BodyId == body && roles.Contains(p.Role))
            .SelectMany(p => p.Holdings.Where(h => h.Until == null), (p, h) => new { p.Role, p.Title, h.PersonId })
            .Where(p => !db.Set<ReviewTeamMember>().Any(m => m.ReviewId == id && m.PersonId == p.PersonId))
            .Join(db.People, p => p.PersonId, p => p.Id, (p, person) => new Candidate(person.Id, person.Name, p.Role, p.Title)).ToListAsync(ct);
        return [.. found.OrderBy(c => c.Name, StringComparer.Ordinal).DistinctBy(c => c.Id)];
    }

    /// <exception cref="RuleBroken">The person holds no post from which one reviews, or is in the team.</exception>
    public Task TakeInAsync(Id<Review> id, Id<Person> who, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var review = await LoadAsync(id, ct);
        var candidate = (await CandidatesAsync(id, ct)).FirstOrDefault(c => c.Id == who)
            ?? throw new RuleBroken("review.not-a-candidate", "Choose one of the people named.", "Person");
        var person = await db.People.SingleAsync(p => p.Id == who, ct);
        review.Join(person, candidate.Role);
        audit.Record(review.BodyId, "team-joined", review.Id, person.Name);
        Tell(person, review, "you are in the team of a review", $"You were taken into the team of “{review.Title}”. You find what was handed over on its page.", "in");
        await db.SaveChangesAsync(ct);
    });

    /// <param name="id">The review.</param>
    /// <param name="who">A member of its team.</param>
    /// <param name="reason">Why; required.</param>
    /// <param name="ct">Cancels.</param>
    public Task TakeOutAsync(Id<Review> id, Id<Person> who, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var review = await LoadAsync(id, ct);
        await RequireMakerAsync(id, ct);
        var why = RuleBroken.IfBlank(reason, "review.no-reason", "Say why they leave the team.", "Reason");
        var person = await db.People.Where(p => p.Id == who).FirstOr404Async(ct);
        review.Leave(who);
        audit.Record(review.BodyId, "team-left", review.Id, $"{person.Name}: {why}");
        Tell(person, review, "you have left the team of a review", $"You are no longer in the team of “{review.Title}”. What you wrote stays under your name.", "out");
        await db.SaveChangesAsync(ct);
    });

    /// <exception cref="Forbidden">The team is for others to change.</exception>
    private async Task<HeldPost> RequireMakerAsync(Id<Review> id, CancellationToken ct) =>
        await me.TeamPostAsync(id, ct) ?? throw new Forbidden("The team is changed by whoever leads the review, and by the administrator of the review body.");

    private async Task<Review> LoadAsync(Id<Review> id, CancellationToken ct) => await db.Reviews.Include(r => r.Team).Where(r => r.Id == id).FirstOr404Async(ct);

    private void Tell(Person person, Review review, string subject, string text, string what) =>
        outbox.Write(person, MailKind.Notice, subject, $"{text}\n\n{portal.Of("/reviews")}\n", $"team-{what}:{review.Id}:{person.Id}:{Guid.CreateVersion7()}", MailAbout.ToOthers(review.Id));

    /// <summary>Somebody who can be taken into the team.</summary>
    public sealed record Candidate(Id<Person> Id, string Name, PostRole Role, string Post);
}
