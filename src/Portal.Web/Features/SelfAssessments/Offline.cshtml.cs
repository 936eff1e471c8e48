using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Documents.Office;
using Portal.Web.Files;
using Portal.Web.Features.Shared;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>One area to take away, fill in without the portal and send back.</summary>
[Authorize(Policies.AssessedBody)]
[RequestSizeLimit(2 * OfflineForms.MostBytes)]
public sealed class OfflineModel(AssessmentReader reader, OfflineForms forms) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    /// <summary>The file that comes back.</summary>
    [BindProperty]
    public IFormFile? Chosen { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public JudgementArea Area { get; private set; } = null!;

    /// <summary>The criteria that the present person may answer.</summary>
    public IReadOnlyList<Criterion> Mine => [.. Area.Criteria.Where(c => Shown.Share.MayAnswer(Area.Code, c.Id))];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnGetWordAsync(CancellationToken ct)
    {
        Attach("docx", AcceptedTypes.Docx.ContentType);
        await forms.WordAsync(Response.BodyWriter.AsStream(), Shown, Area, ct);
        return new EmptyResult();
    }

    public async Task<IActionResult> OnGetExcelAsync(CancellationToken ct)
    {
        var write = await forms.ExcelAsync(Shown, Area, ct);
        Attach("xlsx", AcceptedTypes.Xlsx.ContentType);
        await write(Response.BodyWriter.AsStream());
        return new EmptyResult();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Chosen is not { Length: > 0 and <= OfflineForms.MostBytes } file)
        {
            ModelState.AddModelError("Chosen", Chosen is { Length: > OfflineForms.MostBytes } ? $"The file must be {ByteCount.InWords(OfflineForms.MostBytes)} or smaller" : "Choose the file that you filled in");
            return Invalid();
        }

        try
        {
            await using var content = file.OpenReadStream();
            return Go("OfflinePreview", new { id = await forms.ReceiveAsync(Shown, Area, content, file.FileName, ct) });
        }
        catch (Exception refused) when (refused is FileRefused or OfficeFileRefused)
        {
            ModelState.AddModelError("Chosen", refused.Message);
            return Invalid();
        }
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        if (Shown.Framework.FindJudgement(Code) is not { } area)
        {
            return NotFound();
        }

        Area = area;
        CurrentPerson.Require(Mine.Count > 0, "Nothing of this area is for you to answer.");
        return null;
    }

    private void Attach(string extension, string contentType) => Response.Attach($"{Area.Code} {Shown.BodyName}.{extension}", contentType);
}
