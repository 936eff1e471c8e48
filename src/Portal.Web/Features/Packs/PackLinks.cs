using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Packs;

/// <summary>For whom a link to a pack is.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Email">Where the link is sent.</param>
/// <param name="Purpose">What they need the pack for.</param>
/// <param name="Until">The last day on which it can be used.</param>
public sealed record PackInvitation(string Name, string Email, string Purpose, DateOnly Until);

/// <summary>Gives a named person without an account a link to a complete pack, takes it back, and lets its holder open it.</summary>
public sealed class PackLinks(PortalDbContext db, PackLinksOfAnybody anybody, Outbox outbox, PortalAddress portal, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Makes a link and sends it. The token stands in the mail alone.</summary>
    public Task IssueAsync(Id<EvidencePack> id, PackInvitation to, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var pack = await db.Packs.Where(p => p.Id == id).FirstOr404Async(ct);
        RequireGives(pack.BodyId);
        RequireInTime(to.Until);
        var person = await PersonAsync(to, ct);
        var token = SecretToken.New();
        var link = PackLink.Issue(pack, person, to.Purpose, SecretToken.HashOf(token), UkTime.StartOf(to.Until.AddDays(1)), me.Id, clock.UtcNow());
        db.PackLinks.Add(link);
        var name = PackWords.NameOf(pack.Kind, pack.Number);
        var body = await db.Bodies.Where(b => b.Id == pack.BodyId).Select(b => b.Name).SingleAsync(ct);
        outbox.Write(
            person, MailKind.Notice, $"{body} gives you an evidence pack",
            $"""
            Dear {person.Name},

            {me.Person.Name} gives you a file of {body} ({name.ToLowerInvariant()}), for: {link.Purpose}
            You need no account. This link is for you alone and can be used until {to.Until.Words()}:

            {MailSeal.Words}

            Each opening and each download goes on record under your name. The SHA-256 of the file is
            {pack.Sha256}
            """,
            $"pack-link:{link.Id}",
            MailAbout.Of(pack.BodyId, pack.Id),
            portal.Of($"/packs/link/{token}"));
        audit.Record(pack.BodyId, "pack-link-given", pack.Id, $"{name}: for {person.Name}, until {to.Until.Words()}: {link.Purpose}");
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Refuses a last day that <see cref="IssueAsync"/> would refuse.</summary>
    /// <exception cref="RuleBroken">It is not within 1 to <see cref="PackLink.MostDays"/> days.</exception>
    public void RequireInTime(DateOnly until)
    {
        if (until <= clock.Today() || until > clock.Today().AddDays(PackLink.MostDays))
        {
            throw new RuleBroken("pack-link.days", $"The last day must be within 1 to {PackLink.MostDays} days from today.", nameof(PackInvitation.Until));
        }
    }

    /// <summary>Takes a link back.</summary>
    public Task RevokeAsync(Id<PackLink> id, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var link = await db.PackLinks.Where(l => l.Id == id).FirstOr404Async(ct);
        RequireGives(link.BodyId);
        link.Revoke(me.Id, clock.UtcNow());
        var name = await db.People.Where(p => p.Id == link.PersonId).Select(p => p.Name).SingleAsync(ct);
        audit.Record(link.BodyId, "pack-link-revoked", link.PackId, $"For {name}");
        await db.SaveChangesAsync(ct);
    });

    /// <summary>What a token opens now; null where it opens nothing. Changes nothing: mail scanners open links before their readers do.</summary>
    public async Task<LinkedPack?> FindAsync(string token, CancellationToken ct) =>
        await anybody.OfTokenAsync(SecretToken.HashOf(token), ct) is { } found && found.Link.IsOpen(clock.UtcNow()) ? found : null;

    /// <summary>Opens a link: its person acts from now on, and the opening goes on record.</summary>
    public async Task<LinkedPack?> OpenAsync(string token, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is not { } found)
        {
            return null;
        }

        await me.BecomeReceiverAsync(found.Link, ct);
        audit.Record(found.Link.BodyId, "pack-link-opened", found.Pack.Id, PackLinksOfAnybody.ReasonOf(found.Link.Id));
        await db.SaveChangesAsync(ct);
        return found;
    }

    private void RequireGives(Id<Body> body) => CurrentPerson.Require(me.Runs(body), "Only those who run the self-assessment give links to its pack.");

    private async Task<Person> PersonAsync(PackInvitation to, CancellationToken ct)
    {
        var (name, email) = (to.Name.Trim(), to.Email.Trim());
        var known = await db.People.FirstOrDefaultAsync(p => p.Email == email && p.Name == name, ct);
        if (known is null)
        {
            known = Person.Named(name, email);
            db.People.Add(known);
        }

        return known;
    }
}
