using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Portal.Web.Files.Stores;

/// <summary>Contents as blobs of one container in Azure Blob Storage. A blob appears when all of its blocks are there, so it is whole or absent.</summary>
public sealed class BlobStore(BlobContainerClient container) : IContentStore
{
    private const int BlockBytes = 4 * 1024 * 1024;
    private const int MostAttempts = 3;

    /// <summary>Few and small blocks in hand, so that memory does not grow with the file.</summary>
    private static readonly StorageTransferOptions _transfer = new() { InitialTransferSize = BlockBytes, MaximumTransferSize = BlockBytes, MaximumConcurrency = 2 };

    /// <summary>Azure refuses a block that did not arrive as it was sent.</summary>
    private static readonly UploadTransferValidationOptions _validation = new() { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5 };

    public string Description => $"container {container.Name} of {container.Uri.Host}";

    public async Task KeepAsync(string name, string path, CancellationToken ct)
    {
        await using (var file = WorkingFolder.OpenRead(path))
        {
            await WriteAsync(name, file, ct);
        }

        File.Delete(path);
    }

    /// <remarks>What is there and the same stays, as if it were written now; what is there and damaged is replaced.</remarks>
    public Task WriteAsync(string name, Stream content, CancellationToken ct) => AskAsync(name, async () =>
    {
        var blob = container.GetBlobClient(name);
        for (var attempt = 1; ; attempt++)
        {
            var held = await PropertiesAsync(blob, ct);
            var isSame = held is not null && await IsSameAsync(blob, held, content, ct);
            try
            {
                if (isSame)
                {
                    await blob.SetMetadataAsync(held!.Metadata, new BlobRequestConditions { IfMatch = held.ETag }, ct); // so that it was written now, and no sweep takes it for old
                    return true;
                }

                content.Position = 0;
                var conditions = held is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = held.ETag };
                await blob.UploadAsync(content, new BlobUploadOptions { TransferOptions = _transfer, TransferValidation = _validation, Conditions = conditions }, ct);
                return true;
            }
            catch (RequestFailedException other) when (attempt < MostAttempts && IsSomebodyElse(other))
            {
                // The same content was completed by another request in the meantime: it is looked at again.
            }
        }
    });

    public Task<Stream> OpenReadAsync(string name, CancellationToken ct) => AskAsync<Stream>(name, async () =>
    {
        var blob = container.GetBlobClient(name);
        var held = await PropertiesAsync(blob, ct) ?? throw new FileNotFoundException("Nothing in the store has this name.", name);
        return new BlobReadStream(blob, held.ContentLength);
    });

    public Task<HeldContent?> FindAsync(string name, CancellationToken ct) => AskAsync(name, async () =>
        await PropertiesAsync(container.GetBlobClient(name), ct) is { } held ? new HeldContent(name, held.ContentLength, held.LastModified.UtcDateTime) : null);

    public Task<bool> DeleteAsync(string name, CancellationToken ct) => AskAsync(name, async () =>
        (await container.GetBlobClient(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: ct)).Value);

    public Task<bool> DeleteAsync(string name, DateTime unlessSince, CancellationToken ct) => AskAsync(name, async () =>
    {
        var blob = container.GetBlobClient(name);
        if (await PropertiesAsync(blob, ct) is not { } held || held.LastModified.UtcDateTime >= unlessSince)
        {
            return false;
        }

        try
        {
            return (await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, new BlobRequestConditions { IfMatch = held.ETag }, ct)).Value;
        }
        catch (RequestFailedException kept) when (kept.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return false; // Somebody has put it there at this moment.
        }
    });

    public async IAsyncEnumerable<HeldContent> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var blobs = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, ct).GetAsyncEnumerator(ct);
        while (await AskAsync(prefix, async () => await blobs.MoveNextAsync()))
        {
            var (name, held) = (blobs.Current.Name, blobs.Current.Properties);
            yield return new HeldContent(name, held.ContentLength ?? 0, held.LastModified?.UtcDateTime ?? DateTime.MinValue);
        }
    }

    public string? PathOf(string name) => null;

    private static async Task<BlobProperties?> PropertiesAsync(BlobClient blob, CancellationToken ct)
    {
        try
        {
            return await blob.GetPropertiesAsync(cancellationToken: ct);
        }
        catch (RequestFailedException absent) when (absent.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    private static async Task<bool> IsSameAsync(BlobClient blob, BlobProperties held, Stream content, CancellationToken ct)
    {
        if (held.ContentLength != content.Length)
        {
            return false;
        }

        await using var there = new BlobReadStream(blob, held.ContentLength);
        content.Position = 0;
        return (await HashedCopy.HashAsync(there, ct)).Sha256 == (await HashedCopy.HashAsync(content, ct)).Sha256;
    }

    private static bool IsSomebodyElse(RequestFailedException refused) =>
        refused.ErrorCode == BlobErrorCode.BlobAlreadyExists || refused.ErrorCode == BlobErrorCode.InvalidBlockList || refused.ErrorCode == BlobErrorCode.ConditionNotMet;

    private async Task<T> AskAsync<T>(string name, Func<Task<T>> question)
    {
        try
        {
            return await question();
        }
        catch (Exception failed) when (failed is RequestFailedException or AggregateException { InnerException: RequestFailedException })
        {
            throw new StoreAway($"The {Description} did not do what it was asked for {name}.", failed);
        }
    }
}

/// <summary>The store cannot be reached, or refuses.</summary>
public sealed class StoreAway(string words, Exception cause) : IOException(words, cause);
