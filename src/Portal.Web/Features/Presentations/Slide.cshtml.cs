using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Presentations;
using Portal.Web.Documents.Slides;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>One slide: each point as it is shown beside what was signed, notes for the speaker, and the time it takes.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class SlideModel(PortalDbContext db, PresentationReader reader, EditPresentation edit) : SlidePage(db, reader)
{
    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>Knows criterion and evidence of each statement.</summary>
    public SlideNotes? Notes { get; private set; }

    /// <summary>Null unless somebody else has saved something else meanwhile.</summary>
    public TwoVersions? Both { get; private set; }

    public void OnGet() => Fill(Of.Text, Of.Version);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!int.TryParse(Input.Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
        {
            ModelState.AddModelError("Input.Minutes", $"Minutes must be a number from 0 to {Slide.MostMinutes}");
            return Invalid();
        }

        var typed = new SlideText(Of.TitleIsSigned ? Of.Title : Input.Title ?? "", [.. Input.Points.Select(p => p.Text ?? "")], Input.Notes ?? "", minutes);
        if (await edit.RewriteAsync(Id, typed, Input.BasedOn, ct) is { } saved)
        {
            ModelState.Remove("Input.BasedOn");
            Input.BasedOn = Of.Version;
            Both = TwoVersions.Of(Fields(saved, typed));
            ModelState.AddModelError(Of.TitleIsSigned ? "Input.Notes" : "Input.Title", TwoVersions.Refusal("this slide"));
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        Notice("Saved. What was signed stays beside it.");
        return RedirectToPage("Edit", null, new { id = Of.PresentationId }, $"slide-{Id}");
    }

    /// <summary>A point with its fields.</summary>
    public Row RowOf(int i) => new()
    {
        Text = Input.Points[i].Text,
        Number = i + 1,
        Statement = i < Of.Statements.Count && !(Of.Kind == SlideKind.Added) ? Of.Statements[i] : null,
        Notes = Notes,
    };

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        await base.LoadAsync(ct);
        Notes = await Reader.SourceAsync(Shown.Presentation, ct) is { } source ? new SlideNotes(source) : null;

        // Whatever is sent, there are as many points as the slide takes.
        var most = Of.Kind == SlideKind.Added ? Slide.MostStatements : Of.Statements.Count;
        Input.Points = [.. Input.Points.Take(most), .. Enumerable.Range(0, Math.Max(0, most - Input.Points.Count)).Select(_ => new Point())];
        return null;
    }

    private static List<(string What, string Saved, string Typed)> Fields(SlideText saved, SlideText typed)
    {
        var pairs = new List<(string What, string Saved, string Typed)> { ("Title", saved.Title, typed.Title) };
        for (var i = 0; i < Math.Max(saved.Texts.Count, typed.Texts.Count); i++)
        {
            pairs.Add(($"Point {i + 1}", i < saved.Texts.Count ? saved.Texts[i] : "", i < typed.Texts.Count ? typed.Texts[i] : ""));
        }

        pairs.Add(("Notes", saved.Notes, typed.Notes));
        pairs.Add(("Minutes", $"{saved.Minutes}", $"{typed.Minutes}"));
        return pairs;
    }

    private void Fill(SlideText text, int version)
    {
        Input.Title = text.Title;
        for (var i = 0; i < text.Texts.Count && i < Input.Points.Count; i++)
        {
            Input.Points[i].Text = text.Texts[i];
        }

        Input.Notes = text.Notes;
        Input.Minutes = text.Minutes.ToString(CultureInfo.InvariantCulture);
        Input.BasedOn = version;
    }

    /// <summary>What is shown of a point.</summary>
    public sealed record Row
    {
        public string? Text { get; init; }

        public int Number { get; init; }

        /// <summary>What was signed; null for a point of the body's own.</summary>
        public Statement? Statement { get; init; }

        public SlideNotes? Notes { get; init; }
    }

    public sealed class Point
    {
        public string? Text { get; set; }
    }

    public sealed class Form
    {
        public string? Title { get; set; }

        public IList<Point> Points { get; set; } = [];

        [Display(Name = "Minutes")]
        public string? Minutes { get; set; }

        public string? Notes { get; set; }

        public int BasedOn { get; set; }
    }
}
