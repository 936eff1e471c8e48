using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Files.Downloads;

/// <summary>Answers the address of a download. Who asks is told by the address, never by a cookie; what they may have is looked up afresh.</summary>
public sealed class ServeDownload(
    DownloadLinks links, IEnumerable<IDownloadSource> sources, PortalDbContext db, CurrentPerson person, AuditTrail audit, GivenLately given, PortalAddress portal, TimeProvider clock)
{
    public async Task<IResult> AsAsync(HttpContext http, string ticket, CancellationToken ct)
    {
        if (links.Read(ticket) is not { } asked || sources.FirstOrDefault(s => s.Kind == asked.Kind) is not { } source)
        {
            return Results.NotFound();
        }

        if (asked.Until < clock.UtcNow())
        {
            return Results.Redirect(portal.Of(source.PageOf(asked.Key)));
        }

        if (!await person.BecomeAsync(asked.Person, ct) || await source.FindAsync(asked.Key, ct) is not { } file)
        {
            return Results.NotFound();
        }

        var content = await file.OpenAsync(ct);
        if (StoredDownload.GivesContent(http.Request, file.Sha256) && !given.Includes(asked.Person, ticket))
        {
            var record = file.OnRecord ?? new DownloadRecord("downloaded", asked.Key.Id.ToString(), asked.Key.Version > 1 ? $"Version {asked.Key.Version}" : null);
            audit.Record(file.Body, record.Action, record.Subject, record.Reason);
            await db.SaveChangesAsync(ct);
            given.Add(asked.Person, ticket);
        }

        return StoredDownload.Of(http.Response, content, file);
    }
}
