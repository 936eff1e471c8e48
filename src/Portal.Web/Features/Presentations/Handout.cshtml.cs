using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Web.Auditing;
using Portal.Web.Documents.Printing;
using Portal.Web.Documents.Slides;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>The handout of a presentation on A4: printed from the browser, or as a tagged PDF where Chromium is installed.</summary>
[Authorize(Policies.SignedIn)]
public sealed class HandoutModel(PortalDbContext db, PresentationReader reader, HtmlPrinter printer, AuditTrail audit) : PortalPage
{
    /// <summary>Chromium is large: so many print at the same time, the others are told to print the page themselves.</summary>
    private static readonly SemaphoreSlim _printing = new(2, 2);

    [BindProperty(SupportsGet = true)]
    public Id<Presentation> Id { get; set; }

    public ShownPresentation Shown { get; private set; } = null!;

    public SlideDeck Deck { get; private set; } = null!;

    /// <summary>Knows criterion and evidence; null for the review team.</summary>
    public SlideNotes? Notes { get; private set; }

    /// <summary>Whether a PDF can be made here.</summary>
    public bool MakesPdf => printer.IsAvailable;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnGetPdfAsync(CancellationToken ct)
    {
        if (!MakesPdf)
        {
            return Page();
        }

        if (!await _printing.WaitAsync(TimeSpan.FromSeconds(10), ct))
        {
            return NotPrinted("others are being made at the moment");
        }

        var folder = Directory.CreateTempSubdirectory("portal-handout-");
        try
        {
            var pdf = Path.Combine(folder.FullName, "handout.pdf");
            await printer.PrintAsync(html => HandoutHtml.Write(html, Deck, Notes), pdf, ct);
            audit.Record(Shown.Presentation.BodyId, "presentation-exported", Shown.Presentation.SelfAssessmentId, Shown.Presentation.Title);
            await db.SaveChangesAsync(ct);
            Response.Attach($"{Deck.Title}.pdf", "application/pdf");
            await using var file = System.IO.File.OpenRead(pdf);
            await file.CopyToAsync(Response.BodyWriter.AsStream(), ct);
            return new EmptyResult();
        }
        catch (PrintingFailed failed)
        {
            return NotPrinted(failed.Message);
        }
        finally
        {
            _printing.Release();
            folder.Delete(recursive: true);
        }
    }

    private PageResult NotPrinted(string why)
    {
        ModelState.AddModelError("", $"The PDF could not be made: {why}. Print this page with your browser instead.");
        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Page();
    }

    /// <summary>Criterion and evidence of a point.</summary>
    public string SourceOf(Statement statement) => HandoutHtml.Source(statement, Notes);

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        Deck = await reader.DeckAsync(Shown, ct);
        Notes = await reader.SourceAsync(Shown.Presentation, ct) is { } source ? new SlideNotes(source) : null;
        return null;
    }
}
