using Microsoft.EntityFrameworkCore;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Web.Calendars;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Features.Shared;

/// <summary>Writes about the slot for an opening presentation: to those who run the body, and to the team of its review, each with the date as it stands for their calendar.</summary>
public sealed class OpeningMail(PortalDbContext db, TellHolders tell, Outbox outbox, PortalAddress portal, CalendarFiles calendars, TimeProvider clock)
{
    private static readonly PostRole[] _run = [PostRole.Chair, PostRole.BoardManager, PostRole.DirectorOfChildrensServices];

    /// <summary>To whoever holds a post that runs the body's self-assessment now, or stands in.</summary>
    public async Task ToBodyAsync(OpeningSlot slot, string what, string subject, string text, CancellationToken ct)
    {
        var body = await db.Bodies.Where(b => b.Id == slot.BodyId).SingleAsync(ct);
        var posts = await db.Posts.Where(p => p.BodyId == slot.BodyId && _run.Contains(p.Role)).Select(p => p.Id).ToListAsync(ct);
        var path = $"/presentations/opening/{slot.Id}";
        await tell.OfAllAsync(posts, $"{body.Name}: {subject}", text.TrimEnd(), path, $"{what}:{slot.Id}", MailAbout.Of(slot.BodyId, slot.Id), ct, CalendarDate.Of(slot, body, path));
    }

    /// <summary>To those of the review's team who hold a post from which one reviews, or stand in for its holder.</summary>
    public async Task ToTeamAsync(OpeningSlot slot, string what, string subject, string text, CancellationToken ct)
    {
        var body = await db.Bodies.Where(b => b.Id == slot.BodyId).SingleAsync(ct);
        var path = $"/reviews/details/{slot.ReviewId}";
        foreach (var member in await db.TeamOf(slot.ReviewId, clock.Today()).ToListAsync(ct))
        {
            outbox.Write(
                member, MailKind.Notice, subject, $"{text}\n{portal.Of(path)}\n", $"{what}:{slot.Id}:{member.Id}", MailAbout.ToOthers(slot.Id), calendar: calendars.ForMail([CalendarDate.Of(slot, body, path)]));
        }
    }
}
