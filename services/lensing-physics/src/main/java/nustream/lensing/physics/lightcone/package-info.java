/**
 * Convergence maps from light cones of particle-mesh simulations: second-order Lagrangian initial
 * conditions, cold particles, massive neutrinos by linear response, Born projection. DESIGN.md of
 * this package has the choices and what they cost.
 *
 * <p>Units: comoving Mpc/h and wavenumbers in h/Mpc, except inside a mesh, where lengths are cells.
 */
package nustream.lensing.physics.lightcone;
