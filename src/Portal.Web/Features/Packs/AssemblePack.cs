using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Packs;
using Portal.Web.Auditing;
using Portal.Web.Documents.Bags;
using Portal.Web.Documents.Bundles;
using Portal.Web.Documents.Printing;
using Portal.Web.Features.Packs.Contents;
using Portal.Web.Files;
using Portal.Web.Files.Stores;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Packs;

/// <summary>Assembles a pack. May be killed and run again at any time: there is a whole pack or none.</summary>
public sealed class AssemblePack(
    PortalDbContext db, PackSources sources, EvidenceStore store, PackStore packs, BundleMaker bundles, PackTurns turns, WorkflowRunner runner, HandOverPack handOver, AuditTrail audit,
    TimeProvider clock, ILogger<AssemblePack> log)
{
    /// <param name="id">The pack.</param>
    /// <param name="run">The run it is asked for: one that was stopped does nothing more once another goes on.</param>
    /// <param name="ct">Leaves what is made for the next attempt.</param>
    public async Task RunAsync(Id<EvidencePack> id, int run, CancellationToken ct)
    {
        var pack = await db.Packs.SingleAsync(p => p.Id == id, ct);
        if (pack.State == PackState.Complete)
        {
            packs.Forget(pack); // The portal may have ended before it did so.
            return;
        }

        if (pack.State == PackState.Stopped || Math.Max(pack.Runs, 1) != run)
        {
            return;
        }

        using var turn = turns.Take() ?? throw new NotYet("Another pack is being assembled.", TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));
        var contents = await sources.OfAsync(pack, ct);
        if (await RequireScannedAsync(pack, contents, ct) is { } waiting)
        {
            throw new NotYet($"“{waiting}” is waiting to be scanned for viruses.", TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5));
        }

        pack.Begin(contents.EvidenceBytes, bundles.IsAvailable ? contents.BundleItems.Count : 0, clock.UtcNow());
        await db.SaveChangesAsync(ct);
        BundleReport report;
        string sha256;
        long size;
        try
        {
            var progress = new PackProgress(db, pack, clock);
            var bound = await BindAsync(pack, contents, progress, ct);
            report = bound.Report;
            await WriteAsync(pack, contents, bound, progress, ct);
            progress.RequireGoingOn();
            (sha256, size) = await packs.KeepAsync(pack, ct);
        }
        catch (PackStopped)
        {
            return;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            if (failure is PayloadDamaged)
            {
                packs.Forget(pack); // Pages may have been made of what is damaged.
            }

            pack.Fail(failure switch
            {
                PayloadDamaged or EvidenceMissing => $"{failure.Message} The pack cannot be made until the file is put back as it was.",
                IOException => "The pack could not be written to disk. It will be tried again; if this goes on, tell the administrator.",
                _ => "Something went wrong while the pack was assembled. It will be tried again; if this goes on, tell the administrator.",
            });
            await db.SaveChangesAsync(CancellationToken.None);
            throw;
        }

        if (await CompleteAsync(id, run, sha256, size, report, ct))
        {
            packs.Forget(pack);
        }
    }

    /// <returns>False where somebody stopped it at the last moment.</returns>
    private Task<bool> CompleteAsync(Id<EvidencePack> id, int run, string sha256, long size, BundleReport report, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var made = await db.Packs.SingleAsync(p => p.Id == id, ct);
        if (made.State != PackState.Assembling || Math.Max(made.Runs, 1) != run)
        {
            return false;
        }

        made.Complete(size, sha256, report.ToJson(), clock.UtcNow());
        audit.Record(made.BodyId, "pack-completed", made.Id, $"{PackWords.NameOf(made.Kind, made.Number)}: SHA-256 {sha256}");

        if (made.Kind == PackKind.Whole)
        {
            // Where the process no longer waits (an administrator ended the wait or the case), the pack is complete all the same.
            await runner.ResumeWaitAsync(AssemblePackActivity.WaitFor(id), ct);
        }
        else if (made.Kind == PackKind.Supplement)
        {
            await handOver.ToReviewTeamsAsync(made, ct);
        }

        await db.SaveChangesAsync(ct);
        return true;
    });

    /// <summary>Makes the bundle. A pack without one is better than none: where the portal's own pages cannot be printed twice over, the report says so.</summary>
    private async Task<(Bundle? Bundle, BundleReport Report)> BindAsync(
        EvidencePack pack, PackContents contents, IProgress<int> progress, CancellationToken ct)
    {
        if (!bundles.IsAvailable)
        {
            return (null, new BundleReport(0, "Chromium, which prints the pages of the bundle, is not installed where the portal runs.", []));
        }

        var order = new BundleOrder(contents.Text, contents.BundleItems, contents.Dated, contents.Sections, (item, stop) => OpenAsync(item.Sha256, item.File, stop));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var bundle = await bundles.MakeAsync(order, packs.WorkingFolderOf(pack), progress, ct);
                return (bundle, new BundleReport(bundle.Pages, null, bundle.Items));
            }
            catch (PrintingFailed failed) when (attempt == 1)
            {
                log.LogWarning(failed, "The bundle of pack {Pack} could not be printed; it is tried once more", pack.Id);
            }
            catch (PrintingFailed failed)
            {
                log.LogError(failed, "The bundle of pack {Pack} could not be printed; the pack is made without it", pack.Id);
                return (null, new BundleReport(0, $"The pages of the bundle could not be printed: {failed.Message}.", []));
            }
        }
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
            pack.Fail($"{words} The pack cannot be made with it. {pack.Kind switch
            {
                PackKind.Supplement => "Stop the supplement and give it up; another can be made without the item.",
                PackKind.Redacted => "Stop the redacted pack, give it up, and withhold the item.",
                _ => "Ask for the self-assessment to be opened again, and replace the file.",
            }}");
            await db.SaveChangesAsync(ct);
            throw new InvalidOperationException(words);
        }

        return held.Count == 0 ? null : paths[held[0].Sha256];
    }

    private async Task WriteAsync(EvidencePack pack, PackContents contents, (Bundle? Bundle, BundleReport Report) bound, IProgress<long> progress, CancellationToken ct)
    {
        await using var bag = await BagWriter.CreateAsync(
            packs.WorkingPathOf(pack), Path.GetFileNameWithoutExtension(pack.FileName), contents.Dated, progress, ct);
        await AddAsync([.. contents.Data(), PackFace.OfText(BundleReport.Name, bound.Report.ToJson)]);
        if (bound.Bundle is { } bundle)
        {
            pack.Bound(new FileInfo(bundle.Path).Length + new FileInfo(bundle.TextPath).Length);
            await AddFileAsync(bag, BundleReport.BundleName, bundle.Path, ct);
            await AddFileAsync(bag, contents.TextPdf, bundle.TextPath, ct);
        }

        foreach (var (entry, path) in contents.Evidence)
        {
            await using var content = await OpenAsync(entry.Sha256, path, ct);
            await bag.AddAsync(path, content, entry.Sha256, ct);
        }

        await AddAsync(contents.Faces(bound.Bundle is not null, bag.Files));
        await bag.CompleteAsync(new BagInfo
        {
            SourceOrganization = contents.BodyName,
            ExternalIdentifier = pack.Id.ToString(),
            BaggingDate = DateOnly.FromDateTime(UkTime.InUk(contents.Dated)),
            BagSoftwareAgent = "Self-Assessment Portal",
            Further = contents.SignedContentHash.Length == 0 ? [] : [new("Internal-Sender-Identifier", contents.SignedContentHash)],
        }, ct);

        async Task AddAsync(IEnumerable<PackFace> faces)
        {
            foreach (var face in faces)
            {
                await bag.AddAsync(face.Name, face.WriteAsync, face.Sha256, ct);
            }
        }
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

    private static async Task AddFileAsync(BagWriter bag, string name, string path, CancellationToken ct)
    {
        await using var content = WorkingFolder.OpenRead(path);
        await bag.AddAsync(name, content, null, ct);
    }

    /// <summary>A file that was signed for is not in the store.</summary>
    private sealed class EvidenceMissing(string path, Exception absent) : IOException($"“{path}” is missing from the evidence store.", absent);
}
