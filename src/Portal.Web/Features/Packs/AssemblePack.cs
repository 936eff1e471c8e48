using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Packs;
using Portal.Web.Auditing;
using Portal.Web.Documents;
using Portal.Web.Documents.Bags;
using Portal.Web.Documents.PackIndex;
using Portal.Web.Files;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Packs;

/// <summary>Assembles a pack from the signed version. May be killed and run again at any time: there is a whole pack or none.</summary>
public sealed class AssemblePack(PortalDbContext db, EvidenceStore store, PackStore packs, WorkflowRunner runner, AuditTrail audit, TimeProvider clock)
{
    public async Task RunAsync(Id<EvidencePack> id, CancellationToken ct)
    {
        var pack = await db.Packs.SingleAsync(p => p.Id == id, ct);
        if (pack.State == PackState.Complete)
        {
            return;
        }

        var version = await db.FrozenVersions.AsNoTracking().Include(v => v.Signatures).SingleAsync(v => v.Id == pack.FrozenVersionId, ct);
        var contents = new PackContents(version, await db.CaveatsOfAsync(pack.SelfAssessmentId, ct));
        if (await RequireScannedAsync(pack, contents, ct) is { } waiting)
        {
            throw new NotYet($"“{waiting}” is waiting to be scanned for viruses.", TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5));
        }

        pack.Begin(contents.EvidenceBytes + Encoding.UTF8.GetByteCount(version.Content));
        await db.SaveChangesAsync(ct);
        string sha256;
        long size;
        try
        {
            await WriteAsync(pack, contents, version.Content, version.ContentHash, version.SubmittedAt!.Value, ct);
            (sha256, size) = await packs.KeepAsync(pack, ct);
        }
        catch (Exception failure) when (failure is IOException or PayloadDamaged)
        {
            pack.Fail(failure is PayloadDamaged or EvidenceMissing
                ? $"{failure.Message} The pack cannot be made until the file is put back as it was."
                : "The pack could not be written to disk. It will be tried again; if this goes on, tell the administrator.");
            await db.SaveChangesAsync(CancellationToken.None);
            throw;
        }

        await db.RetryOnConflictAsync(async () =>
        {
            var made = await db.Packs.SingleAsync(p => p.Id == id, ct);
            made.Complete(size, sha256, clock.UtcNow());
            audit.Record(made.BodyId, "pack-completed", made.Id, $"SHA-256 {sha256}");

            // Where the process no longer waits (an administrator ended the wait or the case), the pack is complete all the same.
            await runner.ResumeWaitAsync(AssemblePackActivity.WaitFor(id), ct);
            await db.SaveChangesAsync(ct);
        });
    }

    /// <summary>What was signed for before it was known to be harmful never leaves in a pack.</summary>
    /// <returns>A file for which to wait; null when there is none.</returns>
    private async Task<string?> RequireScannedAsync(EvidencePack pack, PackContents contents, CancellationToken ct)
    {
        var paths = contents.Evidence.DistinctBy(e => e.Entry.Sha256).ToDictionary(e => e.Entry.Sha256, e => e.Path, StringComparer.Ordinal);
        var held = await db.StoredFiles.AsNoTracking().InQuarantine().Where(f => paths.Keys.Contains(f.Sha256)).ToListAsync(ct);
        if (held.Find(f => Quarantine.IsFinal(f.Safety)) is { } harmful)
        {
            var words = $"“{paths[harmful.Sha256]}” is in quarantine: {harmful.SafetyNote}";
            pack.Fail($"{words} The pack cannot be made with it. Ask for the self-assessment to be opened again, and replace the file.");
            await db.SaveChangesAsync(ct);
            throw new InvalidOperationException(words);
        }

        return held.Count == 0 ? null : paths[held[0].Sha256];
    }

    private async Task WriteAsync(
        EvidencePack pack, PackContents contents, string frozen, string contentHash, DateTime submitted, CancellationToken ct)
    {
        await using var bag = await BagWriter.CreateAsync(
            packs.WorkingPathOf(pack), Path.GetFileNameWithoutExtension(pack.FileName), submitted, new Recorder(db, pack, clock), ct);
        await AddTextAsync(bag, "self-assessment.json", frozen, contentHash, ct);
        await AddTextAsync(bag, "signatures.json", contents.SignaturesJson(), null, ct);
        if (contents.CaveatsJson() is { } caveats)
        {
            await AddTextAsync(bag, "caveats.json", caveats, null, ct);
        }

        foreach (var (entry, path) in contents.Evidence)
        {
            await using var content = await OpenAsync(entry.Sha256, path, ct);
            await bag.AddAsync(path, content, entry.Sha256, ct);
        }

        var index = new StringWriter();
        PackIndexPage.Write(index, contents.Index());
        await AddTextAsync(bag, "index.html", index.ToString(), null, ct);
        foreach (var face in PackFaces.Of(contents, bag.Files))
        {
            await bag.AddAsync(face.Name, face.WriteAsync, ct);
        }

        await bag.CompleteAsync(new BagInfo
        {
            SourceOrganization = contents.BodyName,
            ExternalIdentifier = pack.Id.ToString(),
            BaggingDate = DateOnly.FromDateTime(UkTime.InUk(submitted)),
            BagSoftwareAgent = "Self-Assessment Portal",
            Further = [new("Internal-Sender-Identifier", contentHash)],
        }, ct);
    }

    private async Task<Stream> OpenAsync(string sha256, string path, CancellationToken ct)
    {
        try
        {
            return await store.OpenReadAsync(sha256, ct);
        }
        catch (FileNotFoundException absent)
        {
            throw new EvidenceMissing(path, absent);
        }
    }

    private static async Task AddTextAsync(BagWriter bag, string name, string text, string? sha256, CancellationToken ct)
    {
        await using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await bag.AddAsync(name, bytes, sha256, ct);
    }

    /// <summary>Writes progress to the pack's row: whole percents, and no more often than the page asks for them, because each is waited for until it is on the disk.</summary>
    private sealed class Recorder(PortalDbContext db, EvidencePack pack, TimeProvider clock) : IProgress<long>
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
        private int _recorded;
        private long _recordedAt = clock.GetTimestamp();

        public void Report(long value)
        {
            pack.Progress(value);
            if (pack.Percent > _recorded && clock.GetElapsedTime(_recordedAt) >= Pause)
            {
                db.Packs.Where(p => p.Id == pack.Id).ExecuteUpdate(set => set.SetProperty(p => p.BytesDone, pack.BytesDone));
                (_recorded, _recordedAt) = (pack.Percent, clock.GetTimestamp());
            }
        }
    }

    /// <summary>A file that was signed for is not in the store.</summary>
    private sealed class EvidenceMissing(string path, Exception absent) : IOException($"“{path}” is missing from the evidence store.", absent);
}
