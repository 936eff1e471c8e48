using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.People;

namespace Portal.Web.Persistence.Mappings;

internal sealed class BodyMapping : IEntityTypeConfiguration<Body>
{
    public void Configure(EntityTypeBuilder<Body> builder)
    {
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.HasIndex(b => b.Code).IsUnique();
        builder.HasMany(b => b.Authorities).WithOne().HasForeignKey(a => a.BoardId);
    }
}

internal sealed class BoardAuthorityMapping : IEntityTypeConfiguration<BoardAuthority>
{
    public void Configure(EntityTypeBuilder<BoardAuthority> builder)
    {
        builder.HasKey(a => new { a.BoardId, a.AuthorityId });
        builder.HasOne<Body>().WithMany().HasForeignKey(a => a.AuthorityId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.Email).IsUnique();
    }
}

internal sealed class AddressChangeMapping : IEntityTypeConfiguration<AddressChange>
{
    public void Configure(EntityTypeBuilder<AddressChange> builder)
    {
        builder.ToTable("AddressChanges");
        builder.HasKey(c => c.PersonId);
        builder.Property(c => c.PersonId).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
        builder.HasIndex(c => c.TokenHash).IsUnique();
        builder.Property(c => c.TokenHash).HasMaxLength(64).IsConcurrencyToken();
        builder.Property(c => c.Email).HasMaxLength(AddressChange.LongestEmail);
        builder.Ignore(c => c.ValidUntil);
    }
}

internal sealed class PostMapping : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasOne<Body>().WithMany().HasForeignKey(p => p.BodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Holdings).WithOne().HasForeignKey(h => h.PostId);
        builder.HasMany(p => p.Deputies).WithOne().HasForeignKey(d => d.PostId);
        builder.HasMany(p => p.Handovers).WithOne().HasForeignKey(h => h.PostId);
    }
}

internal sealed class PostHoldingMapping : IEntityTypeConfiguration<PostHolding>
{
    public void Configure(EntityTypeBuilder<PostHolding> builder)
    {
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(h => h.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(h => h.PersonId);
    }
}

internal sealed class PostDeputyMapping : IEntityTypeConfiguration<PostDeputy>
{
    public void Configure(EntityTypeBuilder<PostDeputy> builder)
    {
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => d.PersonId);
    }
}

internal sealed class HandoverMapping : IEntityTypeConfiguration<Handover>
{
    public void Configure(EntityTypeBuilder<Handover> builder)
    {
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(h => h.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(h => h.IsPlanned);
        builder.HasIndex(h => h.On);
    }
}
