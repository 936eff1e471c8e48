using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Domain.Presentations;
using Portal.Domain.Reviews;
using Portal.Domain.SignOff;

namespace Portal.Web.Persistence.Mappings;

internal sealed class PresentationMapping : IEntityTypeConfiguration<Presentation>
{
    public void Configure(EntityTypeBuilder<Presentation> builder)
    {
        builder.ToTable("Presentations");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasOne<FrozenVersion>().WithMany().HasForeignKey(p => p.FrozenVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.BodyId);
        builder.ComplexProperty(p => p.Colours);
        builder.Property(p => p.Places).HasConversion(new AsJson<IReadOnlyList<SlidePlace>>(), AsJson<IReadOnlyList<SlidePlace>>.Comparer);
        builder.HasMany(p => p.AllSlides).WithOne().HasForeignKey(s => s.PresentationId);
        builder.Ignore(p => p.Slides);
        builder.Ignore(p => p.Shown);
        builder.Ignore(p => p.Settings);
        builder.HasIndex(p => p.ReviewId);
    }
}

internal sealed class SlideMapping : IEntityTypeConfiguration<Slide>
{
    public void Configure(EntityTypeBuilder<Slide> builder)
    {
        builder.ToTable("Slides");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Statements).HasConversion(new AsJson<IReadOnlyList<Statement>>(), AsJson<IReadOnlyList<Statement>>.Comparer);
        builder.Property(s => s.Chart).HasConversion(new AsJson<SlideChart?>(), AsJson<SlideChart?>.Comparer);
        builder.Ignore(s => s.Shown);
        builder.Ignore(s => s.Text);
    }
}

internal sealed class OpeningSlotMapping : IEntityTypeConfiguration<OpeningSlot>
{
    public void Configure(EntityTypeBuilder<OpeningSlot> builder)
    {
        builder.ToTable("OpeningSlots");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasOne<Review>().WithMany().HasForeignKey(s => s.ReviewId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Presentation>().WithMany().HasForeignKey(s => s.PresentationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => s.BodyId);

        // Of two who offer at once one does, and the other reads that a slot was offered.
        builder.HasIndex(s => new { s.ReviewId, s.BodyId }).IsUnique().HasFilter("\"State\" IN ('Offered', 'Taken')");
        builder.Property(s => s.EarlierTimes).HasConversion(new AsJson<IReadOnlyList<EarlierTime>>(), AsJson<IReadOnlyList<EarlierTime>>.Comparer);
        builder.Property(s => s.WithdrawalReason).HasMaxLength(OpeningSlot.LongestText);
        builder.Property(s => s.DeclineReason).HasMaxLength(OpeningSlot.LongestText);
        builder.Property(s => s.Present).HasMaxLength(OpeningSlot.LongestText);
    }
}

/// <summary>What is only ever read and written as a whole, alike on both databases.</summary>
internal sealed class AsJson<T>() : ValueConverter<T, string>(value => JsonSerializer.Serialize(value, Format), text => JsonSerializer.Deserialize<T>(text, Format)!)
{
    public static readonly ValueComparer<T> Comparer = new(
        (one, other) => Text(one) == Text(other), value => StringComparer.Ordinal.GetHashCode(Text(value)), value => value);

    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static string Text(T? value) => JsonSerializer.Serialize(value, Format);
}
