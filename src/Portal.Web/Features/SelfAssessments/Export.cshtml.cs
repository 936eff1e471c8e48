using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Documents;
using Portal.Web.Documents.Office;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Everything that was written, to take away: at any time, also after the deadline and after submission.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ExportModel(
    PortalDbContext db, AssessmentReader reader, SelfAssessmentComposer composer, ExportTables tables, AuditTrail audit, TimeProvider clock) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public void OnGet()
    {
    }

    public Task<IActionResult> OnGetJsonAsync(CancellationToken ct) => SendAsync(
        "json", "application/json", async (output, all) => await TableFiles.WriteJsonAsync(output, (await DocumentAsync(ct)).ToJson(), all, ct), ct);

    public Task<IActionResult> OnGetCsvAsync(CancellationToken ct) => SendAsync("zip", "application/zip", (output, all) => TableFiles.WriteCsvAsync(output, all, ct), ct);

    public Task<IActionResult> OnGetXlsxAsync(CancellationToken ct) => SendAsync(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (output, all) => XlsxWriter.WriteAsync(output, all, null, ct), ct);

    public Task<IActionResult> OnGetDocxAsync(CancellationToken ct) => SendAsync(
        "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", async (output, all) => await ExportDocument.WriteAsync(output, await DocumentAsync(ct), all, clock.Today(), ct), ct);

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        return null;
    }

    /// <summary>The document with what is for this person to read.</summary>
    private async Task<SelfAssessmentDocument> DocumentAsync(CancellationToken ct) =>
        (await composer.ComposeAsync(Shown.Assessment, Shown.Framework, 0, ct)).Only(Shown.MayRead);

    private async Task<IActionResult> SendAsync(string extension, string contentType, Func<Stream, IReadOnlyList<DataTable>, Task> write, CancellationToken ct)
    {
        var all = await tables.OfAsync(Shown, ct);
        audit.Record(Shown.Assessment.BodyId, "exported", Id);
        await db.SaveChangesAsync(ct);
        Response.ContentType = contentType;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"Self-assessment of {Shown.BodyName} {clock.Today():yyyy-MM-dd}.{extension}");
        Response.Headers.ContentDisposition = disposition.ToString();
        await write(Response.BodyWriter.AsStream(), all);
        return new EmptyResult();
    }
}
