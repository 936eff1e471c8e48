using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.People;
using Portal.Domain.Reviews;

namespace Portal.Web.Persistence.Mappings;

internal sealed class ReviewMapping : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne<Body>().WithMany().HasForeignKey(r => r.BodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Team).WithOne().HasForeignKey(m => m.ReviewId);
    }
}

internal sealed class ReviewTeamMemberMapping : IEntityTypeConfiguration<ReviewTeamMember>
{
    public void Configure(EntityTypeBuilder<ReviewTeamMember> builder)
    {
        builder.HasKey(m => new { m.ReviewId, m.PersonId });
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => m.PersonId);
    }
}
