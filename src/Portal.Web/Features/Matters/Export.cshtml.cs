using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Web.Auditing;
using Portal.Web.Documents.Office;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Matters;

/// <summary>Returns to take away, also after the matter is over: an agency takes its own, those who moderate take all.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class ExportModel(PortalDbContext db, MatterReader matters, ReturnReader reader, ReturnPapers papers, AuditTrail audit, TimeProvider clock) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Matter> Id { get; set; }

    public ShownMatter Shown { get; private set; } = null!;

    public IReadOnlyList<ShownReturn> Returns { get; private set; } = [];

    public void OnGet()
    {
    }

    public Task<IActionResult> OnGetXlsxAsync(CancellationToken ct) => SendAsync("xlsx", XlsxWriter.ContentType, (output, all) => XlsxWriter.WriteAsync(output, all, null, ct), ct);

    public Task<IActionResult> OnGetCsvAsync(CancellationToken ct) => SendAsync("zip", TableFiles.Zip, (output, all) => TableFiles.WriteCsvAsync(output, all, ct), ct);

    public Task<IActionResult> OnGetJsonAsync(CancellationToken ct) => SendAsync("json", "application/json", (output, all) => TableFiles.WriteJsonAsync(output, Facts(), all, ct), ct);

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await matters.ShowAsync(Id, ct);
        Returns = await reader.OfAsync(Shown, ct);
        return Returns.Count > 0 ? null : NotFound();
    }

    /// <summary>Which audit it is.</summary>
    private string Facts() => JsonSerializer.Serialize(new
    {
        title = Shown.Matter.Title,
        body = Shown.BodyName,
        framework = Returns[0].Framework.Title,
        version = Returns[0].Framework.Version,
        day = Shown.Matter.Day,
        agencies = Returns.Select(r => r.Agency),
    });

    private async Task<IActionResult> SendAsync(string extension, string contentType, Func<Stream, IReadOnlyList<DataTable>, Task> write, CancellationToken ct)
    {
        var all = papers.Tables(await papers.OfAsync(Returns, ct), ct);
        audit.Record(Shown.Matter.BodyId, "exported", Id);
        await db.SaveChangesAsync(ct);
        Response.Attach($"{Shown.Matter.Title} {clock.Today():yyyy-MM-dd}.{extension}", contentType);
        await write(Response.BodyWriter.AsStream(), all);
        return new EmptyResult();
    }
}
