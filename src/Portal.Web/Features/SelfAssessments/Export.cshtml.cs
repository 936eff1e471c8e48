using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Documents;
using Portal.Web.Documents.Office;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Everything that was written, to take away: at any time, also after the deadline and after submission.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ExportModel(
    PortalDbContext db, AssessmentReader reader, SelfAssessmentComposer composer, ExportTables tables, MarkPapers mark, AuditTrail audit, TimeProvider clock) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    /// <summary>What is to stand on printed pages and in files.</summary>
    [BindProperty]
    public SecurityMarking? Marking { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    /// <summary>Versions that were frozen, the latest first.</summary>
    public IReadOnlyList<(int Number, DateTime FrozenAt)> Versions { get; private set; } = [];

    public void OnGet() => Marking = Shown.Assessment.Marking;

    public async Task<IActionResult> OnPostMarkAsync(CancellationToken ct)
    {
        if (Marking is not { } marking)
        {
            ModelState.AddModelError(nameof(Marking), "Choose a marking");
            return Invalid();
        }

        await mark.AsAsync(Id, marking, ct);
        Notice($"Printed pages and files are now marked {marking.Words()}.");
        return Go("Export", new { id = Id });
    }

    public Task<IActionResult> OnGetJsonAsync(CancellationToken ct) => SendAsync(
        "json", "application/json", async (output, all) => await TableFiles.WriteJsonAsync(output, (await DocumentAsync(ct)).ToJson(), all, ct), ct);

    public Task<IActionResult> OnGetCsvAsync(CancellationToken ct) => SendAsync("zip", TableFiles.Zip, (output, all) => TableFiles.WriteCsvAsync(output, all, ct), ct);

    public Task<IActionResult> OnGetXlsxAsync(CancellationToken ct) => SendAsync(
        "xlsx", XlsxWriter.ContentType, (output, all) => XlsxWriter.WriteAsync(output, all, null, ct), ct);

    public Task<IActionResult> OnGetDocxAsync(CancellationToken ct) => SendAsync(
        "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", async (output, all) => await ExportDocument.WriteAsync(output, await DocumentAsync(ct), all, PrintHead.OfWorkingText(Shown, clock.Today()), ct), ct);

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        Versions = [.. (await db.FrozenVersions.Where(v => v.SelfAssessmentId == Id).OrderByDescending(v => v.Number).Take(100)
            .Select(v => new { v.Number, v.FrozenAt }).ToListAsync(ct)).Select(v => (v.Number, v.FrozenAt))];
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
        Response.Attach($"Self-assessment of {Shown.BodyName} {clock.Today():yyyy-MM-dd}.{extension}", contentType);
        await write(Response.BodyWriter.AsStream(), all);
        return new EmptyResult();
    }
}
