using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Portal.Benchmarks.WriteArea;

/// <summary>The floor: a bare Razor page with the form of an area of 15 criteria, that reads the same rows and writes as many, with nothing around it.</summary>
[ValidateAntiForgeryToken]
public sealed class FloorPage(FloorRows rows) : PageModel
{
    public static IReadOnlyList<string> Strengths { get; } = ["Asserted", "Correlated", "Contribution", ""];

    public static IReadOnlyList<string> Grades { get; } = ["outstanding", "good", "requires-improvement", "inadequate"];

    [BindProperty]
    public IReadOnlyList<FloorRow> Input { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "user")]
    public new int User { get; set; }

    public async Task OnGetAsync(CancellationToken ct) => Input = await rows.ReadAsync(User, ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await rows.SaveAsync(User, Input, ct);
        return RedirectToPage(new { user = User });
    }
}

/// <summary>One criterion's answer at the floor.</summary>
public sealed record FloorRow
{
    public string Id { get; init; } = "";

    public int Version { get; init; }

    public string Know { get; init; } = "";

    public string HowKnown { get; init; } = "";

    public string Difference { get; init; } = "";

    public string Next { get; init; } = "";

    public string? Strength { get; init; }

    public string? Grade { get; init; }
}
