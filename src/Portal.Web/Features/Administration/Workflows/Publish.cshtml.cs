using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Web.Files;
using Portal.Web.Security;
using Portal.Web.Workflows;
using Portal.Workflow.Definitions;
using Portal.Workflow.Diagrams;

namespace Portal.Web.Features.Administration.Workflows;

/// <summary>Publishing a new version: choose the file, read what is wrong with it or what it changes, then publish it with a reason.</summary>
[Authorize(Policies.Administrator)]
public sealed class PublishModel(DefinitionLibrary library, PublishDefinition publish) : PortalPage
{
    /// <summary>The largest file that is taken, in bytes: the shipped definitions have 40 KB.</summary>
    public const int MostBytes = 2_000_000;

    /// <summary>The file that was chosen.</summary>
    [BindProperty]
    public IFormFile? Chosen { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>The definition that was read; null until one was.</summary>
    public WorkflowDefinition? Read { get; private set; }

    /// <summary>What is wrong with the file.</summary>
    public IReadOnlyList<DefinitionFault> Faults { get; private set; } = [];

    /// <summary>What it changes in the newest published version; null for a new process.</summary>
    public DefinitionDiff? Changes { get; private set; }

    public IHtmlContent Picture { get; private set; } = HtmlString.Empty;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        if (Chosen is not { Length: > 0 and <= MostBytes } file)
        {
            ModelState.AddModelError("Chosen", Chosen is { Length: > MostBytes } ? $"The file must be {ByteCount.InWords(MostBytes)} or smaller" : "Choose a workflow file");
            return Invalid();
        }

        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        Input = new Form { Json = await reader.ReadToEndAsync(ct) };
        ModelState.Remove("Input.Json");
        return await ExamineAsync(ct) ? Page() : Invalid();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await ExamineAsync(ct))
        {
            return Invalid();
        }

        if (string.IsNullOrWhiteSpace(Input.Reason))
        {
            ModelState.AddModelError("Input.Reason", "Say why this version is published");
            return Invalid();
        }

        await publish.AsAsync(Input.Json!, Input.Reason, ct);
        Notice($"Version {Read!.Version} of {Read.Name} is published. New cases begin on it; running ones stay on theirs until you move them.");
        return Go("Definition", new { id = Read.DefinitionId, version = Read.Version });
    }

    private async Task<bool> ExamineAsync(CancellationToken ct)
    {
        try
        {
            Read = await library.ExamineAsync(Input.Json ?? "", ct);
        }
        catch (DefinitionRefused refused)
        {
            Faults = refused.Faults;
            ModelState.AddModelError("Chosen", $"This file cannot be published: {(Faults.Count == 1 ? "one fault" : $"{Faults.Count} faults")} in it");
            return false;
        }
        catch (RuleBroken taken)
        {
            ModelState.AddModelError("Chosen", taken.Message);
            return false;
        }

        var present = await library.FindLatestAsync(Read.DefinitionId, ct);
        Changes = present is null ? null : DefinitionDiff.Between(present, Read);
        Picture = present is null ? Drawing.Of(Read) : Drawing.Of(BothVersions.Of(present, Read), Changes!.Marks);
        return true;
    }

    public sealed record Form
    {
        /// <summary>The text of the file, while it is checked.</summary>
        public string? Json { get; init; }

        public string? Reason { get; init; }
    }
}
