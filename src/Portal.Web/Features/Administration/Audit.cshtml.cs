using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Documents;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Features.Administration;

/// <summary>The audit trail of all bodies, and whether it is still as it was written. The reasons that bodies gave stay with them.</summary>
[Authorize(Policies.Administrator)]
public sealed class AuditModel(PortalDbContext db, WholeTrail trail, VerifyTrail verify, TimeProvider clock) : PortalPage
{
    [FromQuery(Name = "Who")]
    public string? Who { get; set; }

    [FromQuery(Name = "What")]
    public string? What { get; set; }

    [FromQuery(Name = "About")]
    public string? About { get; set; }

    [FromQuery(Name = "Of")]
    public Id<Body>? Of { get; set; }

    [FromQuery(Name = "From")]
    [Display(Name = "The first day")]
    public DateOnly? From { get; set; }

    [FromQuery(Name = "Until")]
    [Display(Name = "The last day")]
    public DateOnly? Until { get; set; }

    public IReadOnlyList<SelectListItem> Acts { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Bodies { get; private set; } = [];

    public PageOf<ShownEntry> Entries { get; private set; } = null!;

    /// <summary>What the last reading of the whole trail found; null before the first.</summary>
    public AuditCheck? LastCheck { get; private set; }

    public bool IsFiltered => Filter != new AuditFilter(null, null, null, null, null, null);

    private AuditFilter Filter => new(
        Given(Who), Given(What), Given(About), Of, From is { } from ? UkTime.StartOf(from) : null, Until is { } until && until < DateOnly.MaxValue ? UkTime.StartOf(until.AddDays(1)) : null);

    public IActionResult OnGet() => ModelState.IsValid ? Page() : Invalid();

    public async Task<IActionResult> OnPostVerifyAsync(CancellationToken ct)
    {
        await verify.AskAsync(ct);
        Notice("The whole trail is being read. What comes of it is shown here; load the page again in a moment.");
        return Go("Audit");
    }

    /// <summary>All that the filter lets through, written as it is read.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Invalid();
        }

        Response.ContentType = "text/csv; charset=utf-8";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"Audit trail {clock.Today():yyyy-MM-dd}.csv");
        Response.Headers.ContentDisposition = disposition.ToString();
        await Response.WriteAsync(CsvText.ByteOrderMark + CsvText.Line("Number", "At (UTC)", "Who", "Did", "To what", "On the record of", "Reason", "Hash"), ct);
        await foreach (var entry in trail.Entries(Filter).AsAsyncEnumerable().WithCancellation(ct))
        {
            await Response.WriteAsync(CsvText.Line(
                $"{entry.Number}", $"{entry.At:yyyy-MM-dd HH:mm:ss}", entry.Who ?? "The portal", entry.Action, entry.Subject, entry.Body,
                entry.IsReasonHidden ? Discretion.NotShown : entry.Reason ?? "", entry.Hash), ct);
        }

        return new EmptyResult();
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Acts = [.. (await trail.ActionsAsync(ct)).Select(a => new SelectListItem(Sentence(ActsInWords.Did(a)), a, a == What)).OrderBy(a => a.Text, StringComparer.Ordinal)];
        Bodies = [.. (await db.Bodies.OrderBy(b => b.Name).Select(b => new { b.Id, b.Name }).ToListAsync(ct)).Select(b => new SelectListItem(b.Name, b.Id.ToString(), b.Id == Of))];
        if (Of is { } of && Bodies.All(b => b.Value != of.ToString()))
        {
            return NotFound();
        }

        Entries = await trail.Entries(Filter).ToPageAsync(Request.Query, ct);
        LastCheck = await db.Set<AuditCheck>().AsNoTracking().OrderByDescending(c => c.At).FirstOrDefaultAsync(ct);
        return null;
    }

    private static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static string Sentence(string did) => char.ToUpperInvariant(did[0]) + did[1..];
}
