using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Files;
using Portal.Web.Files.Fixity;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>What became of the attachments that were asked for.</summary>
/// <param name="Added">New items.</param>
/// <param name="AlreadyThere">Items that hold the same file.</param>
/// <param name="Refused">For each attachment that the library does not take a sentence that says why.</param>
public sealed record TakenAttachments(IReadOnlyList<AddedEvidence> Added, IReadOnlyList<AddedEvidence> AlreadyThere, IReadOnlyList<string> Refused);

/// <summary>Makes items of their own of what is attached to a saved email.</summary>
public sealed class TakeAttachments(PortalDbContext db, EvidenceStore store, FileChecks files, AddEvidence add, CurrentPerson me)
{
    /// <summary>What is attached; none where the file is no email, or nobody may open it.</summary>
    public async Task<IReadOnlyList<EmailAttachment>> OfAsync(EvidenceItem item, CancellationToken ct)
    {
        if (!await IsOpenEmailAsync(item, ct))
        {
            return [];
        }

        await using var content = await store.OpenReadAsync(item.FileSha256, ct);
        using var email = await EmailFile.OpenAsync(content, ct);
        return email is null ? [] : await email.AttachmentsAsync(ct);
    }

    /// <summary>Each gets the email's description, with its own title; it can be changed afterwards.</summary>
    /// <exception cref="RuleBroken">The email is in quarantine, or is none.</exception>
    public async Task<TakenAttachments> FromAsync(Id<EvidenceItem> id, IReadOnlyCollection<int> numbers, CancellationToken ct)
    {
        var item = await db.EvidenceItems.AsNoTracking().Where(e => e.Id == id && e.WithdrawnAt == null).FirstOr404Async(ct);
        CurrentPerson.Require(me.AddsEvidenceTo(item.BodyId), "You cannot add evidence to this library.");
        if (!await IsOpenEmailAsync(item, ct))
        {
            throw new RuleBroken("evidence.no-email", "The attachments can be taken only of an email that may be opened and was read.");
        }

        await using var content = await store.OpenReadAsync(item.FileSha256, ct);
        using var email = await EmailFile.OpenAsync(content, ct) ?? throw new RuleBroken("evidence.unreadable-email", "The email cannot be read.");
        var taken = (Added: new List<AddedEvidence>(), Already: new List<AddedEvidence>(), Refused: new List<string>());
        foreach (var attachment in (await email.AttachmentsAsync(ct)).Where(a => numbers.Contains(a.Number)))
        {
            try
            {
                await using var bytes = email.Open(attachment.Number);
                using var examined = await files.ExamineAsync(bytes, attachment.Name, ct);
                var description = item.Description with { Title = EvidenceTitle.Of(attachment.Name), Shows = $"Attached to “{item.Title}”." };
                var added = await add.ReceivedAsync(item.BodyId, description, attachment.Name, examined, ct);
                (added.AlreadyThere ? taken.Already : taken.Added).Add(added);
            }
            catch (FileRefused refused)
            {
                taken.Refused.Add(refused.Message.Contains(attachment.Name, StringComparison.Ordinal) ? refused.Message : $"“{attachment.Name}”: {refused.Message}");
            }
        }

        return new TakenAttachments(taken.Added, taken.Already, taken.Refused);
    }

    /// <summary>Only what was read within the bounds of a process of its own is taken apart in this one.</summary>
    private async Task<bool> IsOpenEmailAsync(EvidenceItem item, CancellationToken ct)
    {
        var file = await db.StoredFiles.AsNoTracking().SingleAsync(f => f.Sha256 == item.FileSha256, ct);
        return file.ContentType == AcceptedTypes.Email.ContentType && !file.IsQuarantined && !file.Integrity.IsHarmed() && await db.Set<FileText>().AnyAsync(t => t.Sha256 == file.Sha256 && t.State == ReadingState.Read, ct);
    }
}
